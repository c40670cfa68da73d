package city.ioc.local;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** Whether a container engine answers, and what containers have no method for. */
final class Docker {
    private Docker() {}

    static boolean answers() {
        boolean named = System.getenv("DOCKER_HOST") != null;
        if (!named && !Files.exists(Path.of("/var/run/docker.sock"))) return false;
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static void kill(GenericContainer<?> container) {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    static void startAgain(GenericContainer<?> container) {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
    }
}
