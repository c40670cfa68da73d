package city.ioc.local;

import java.util.List;

/**
 * Who may connect to the broker, and what it may say and hear.
 *
 * @param mayPublish topic filters it may publish on
 * @param maySubscribe topic filters it may subscribe to
 */
public record BrokerAccount(String user, String password, List<String> mayPublish, List<String> maySubscribe) {
    public BrokerAccount {
        if (!user.matches("[A-Za-z0-9._-]{1,128}"))
            throw new IllegalArgumentException("user \"" + user + "\" would break the broker's password file");
        if (password.isBlank()) throw new IllegalArgumentException("user " + user + " has no password");
        mayPublish = List.copyOf(mayPublish);
        maySubscribe = List.copyOf(maySubscribe);
        for (String filter : mayPublish) requireOneLine(filter);
        for (String filter : maySubscribe) requireOneLine(filter);
    }

    private static void requireOneLine(String filter) {
        if (filter.isBlank() || filter.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("topic filter \"" + filter + "\" would break the broker's ACL file");
    }

    String aclText() {
        StringBuilder text = new StringBuilder("user ").append(user).append('\n');
        for (String filter : mayPublish)
            text.append("topic write ").append(filter).append('\n');
        for (String filter : maySubscribe)
            text.append("topic read ").append(filter).append('\n');
        return text.append('\n').toString();
    }
}
