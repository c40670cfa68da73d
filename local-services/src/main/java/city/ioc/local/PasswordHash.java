package city.ioc.local;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Lines of a Mosquitto 2 password file: PBKDF2 with HMAC-SHA-512. Thread-safe. */
final class PasswordHash {
    /** Few, because every password here is 160 random bits and the broker checks one at each connection on its only thread. */
    private static final int ITERATIONS = 101;

    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordHash() {}

    static String line(String user, String password) {
        byte[] salt = new byte[12];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        return user + ":$7$" + ITERATIONS + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(derive(password, salt, ITERATIONS));
    }

    /** PBKDF2 of one 64-byte block, RFC 8018; the JDK's factory does not take every byte of a password. */
    static byte[] derive(String password, byte[] salt, int iterations) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
            mac.update(salt);
            mac.update(new byte[] {0, 0, 0, 1});
            byte[] u = mac.doFinal();
            byte[] key = u.clone();
            for (int i = 1; i < iterations; i++) {
                u = mac.doFinal(u);
                for (int j = 0; j < key.length; j++) key[j] ^= u[j];
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA512 is part of every JDK", e);
        }
    }
}
