package city.ioc.api.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Files that only their owner may read. */
public final class Secrets {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int LEAST_CHARACTERS = 32;

    private Secrets() {}

    /** The secret that signs access tokens; made at the first start. */
    public static String readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] bytes = new byte[48];
            new SecureRandom().nextBytes(bytes);
            try {
                write(file, Base64.getEncoder().encodeToString(bytes));
            } catch (FileAlreadyExistsException e) {
                // another node of this machine was first: its secret is the one
                return readOrMake(file);
            }
        }
        String secret = Files.readString(file).trim();
        if (secret.length() < LEAST_CHARACTERS)
            throw new IOException(file + " must hold at least " + LEAST_CHARACTERS + " characters");
        return secret;
    }

    /** A new file, readable by its owner alone from its first byte on. */
    static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
            channel.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
