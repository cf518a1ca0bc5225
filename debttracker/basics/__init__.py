"""The ground floor: money, moments, languages, files, errors. Imports nothing of ours."""
