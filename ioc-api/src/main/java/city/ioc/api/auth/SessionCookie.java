package city.ioc.api.auth;

/** The cookie that carries the refresh token: out of reach of scripts, never sent from another site. */
record SessionCookie(boolean secure) {
    static final String NAME = "ioc_refresh";

    String set(String token) {
        return NAME + "=" + token + "; Max-Age=" + RefreshTokens.LIFE.toSeconds() + attributes();
    }

    String clear() {
        return NAME + "=; Max-Age=0" + attributes();
    }

    private String attributes() {
        return "; Path=/api/v1/auth; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }
}
