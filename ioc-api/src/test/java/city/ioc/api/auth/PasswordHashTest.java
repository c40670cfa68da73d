package city.ioc.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void onlyTheSamePasswordMatches() {
        String hash = PasswordHash.hash("Cầu Xà No 1901", random);
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(PasswordHash.matches("Cầu Xà No 1901", hash)).isTrue();
        assertThat(PasswordHash.matches("Cầu Xà No 1902", hash)).isFalse();
    }

    @Test
    void theSamePasswordHashesDifferentlyEachTime() {
        assertThat(PasswordHash.hash("a", random)).isNotEqualTo(PasswordHash.hash("a", random));
    }

    /** Made with the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1. */
    @Test
    void aHashOfTheReferenceImplementationMatches() {
        assertThat(PasswordHash.matches(
                        "password",
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "password", "$argon2i$v=19$m=16,t=2,p=1$c29tZXNhbHQ$AAAA", "$2a$10$abcdefghijklmnopqrstuv"})
    void aTextThatIsNoHashMatchesNothing(String text) {
        assertThat(PasswordHash.matches("password", text)).isFalse();
    }
}
