package city.ioc.api.auth;

import city.ioc.api.http.Answer;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;

/** Begins and goes on with sessions: an access token in the answer, a refresh token in the cookie. */
final class Sessions {
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final SessionCookie cookie;
    private final InstantSource clock;

    /** The answer to a login. {@code now} is the clock that {@code expiresAt} goes by, which is not the city's. */
    record Session(String accessToken, Instant expiresAt, Instant now, Account.Me user) {}

    Sessions(AccessTokens accessTokens, RefreshTokens refreshTokens, SessionCookie cookie, InstantSource clock) {
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.cookie = cookie;
        this.clock = clock;
    }

    Future<Answer> begin(Account account) {
        return refreshTokens.start(account.name()).map(token -> answer(account, token));
    }

    /** The cookie of a new session alone, for a browser that is sent on. */
    Future<String> beginByCookie(Account account) {
        return refreshTokens.start(account.name()).map(cookie::set);
    }

    Answer answer(Account account, String refreshToken) {
        AccessTokens.Issued issued = accessTokens.issue(account.me());
        return Answer.ok(new Session(issued.token(), issued.expiresAt(), clock.instant(), account.me()))
                .withCookie(cookie.set(refreshToken));
    }

    String clearedCookie() {
        return cookie.clear();
    }
}
