# The variables of a developer's machine. On a server this file is another one; the description is the same.

export DOCKER_REGISTRY=buzzerdeal

export TAG_ROUTER=1.4.0
export TAG_USERMANAGEMENT=2.0.1
export TAG_SCORING=1.1.0
export TAG_TRACKING=2.11.1
export TAG_DATABASE=5.6
export TAG_DEALS=0.9.0
export TAG_BUZZER=0.9.0

export ADMIN_IP=127.0.0.1
export ADMIN_PORT=8090
export DATA_DIR=./data

# A default, so that the environment may bring the real one.
export TRACKING_ROOT_PASSWORD=${TRACKING_ROOT_PASSWORD:-only-for-development}
