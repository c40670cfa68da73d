package city.ioc.api.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an account may be. */
public enum Role {
    OPERATOR,
    TRAFFIC_ENGINEER,
    SECURITY_OFFICER,
    ADMINISTRATOR;

    /** A role by its name in any case and with any of '-', '_' or a space between words. */
    public static Optional<Role> find(String text) {
        String name = text.trim().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return Arrays.stream(values()).filter(role -> role.name().equals(name)).findFirst();
    }
}
