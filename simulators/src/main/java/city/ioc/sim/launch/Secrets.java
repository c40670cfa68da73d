package city.ioc.sim.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Passwords and keys of the demo city: made once, kept in files of the owner alone, never logged. Owned by one thread. */
final class Secrets {
    private static final int BYTES = 20;

    private final SecureRandom random = new SecureRandom();
    private final Path folder;

    Secrets(Path folder) {
        this.folder = folder;
    }

    /** The password kept in a file of its own. */
    String password(String name) {
        Path file = file(name);
        if (!Files.exists(file)) StateFolder.writeSecret(file, fresh(BYTES) + "\n");
        return read(file).trim();
    }

    /** A file with a key of 512 bits. */
    Path keyFile(String name) {
        Path file = file(name);
        if (!Files.exists(file)) StateFolder.writeSecret(file, fresh(64) + "\n");
        return file;
    }

    /**
     * The passwords of several accounts, kept as lines {@code account:password} in one file. New accounts get one; accounts no
     * longer asked for keep theirs, since a device that is out today may be back tomorrow.
     */
    Map<String, String> passwords(String name, Collection<String> accounts) {
        Path file = file(name);
        Map<String, String> kept = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : read(file).split("\n")) {
                int colon = line.indexOf(':');
                if (colon > 0) kept.put(line.substring(0, colon), line.substring(colon + 1));
            }
        }
        boolean added = false;
        for (String account : accounts) added |= kept.putIfAbsent(account, fresh(BYTES)) == null;
        if (added) {
            StringBuilder text = new StringBuilder();
            kept.forEach((account, password) ->
                    text.append(account).append(':').append(password).append('\n'));
            StateFolder.writeSecret(file, text.toString());
        }
        return kept;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    private String fresh(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new LaunchException("the secret " + file + " cannot be read: " + e, e);
        }
    }
}
