"""Which contacts may break a collection rule: rule packs, the engine, its findings. Pure: values in, values out."""
