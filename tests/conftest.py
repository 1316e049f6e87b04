"""For all tests: a busy machine is no fault of the code, so property tests know no deadline."""

from hypothesis import HealthCheck, settings

settings.register_profile("lawreg", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lawreg")
