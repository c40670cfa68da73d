package city.ioc.edge.vision.feed;

import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a URL what it has: a stream of JPEGs is read here, any other video by FFmpeg. */
final class HttpSource {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\\s*\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);

    private HttpSource() {}

    static Feed open(URI url, String label, FeedOptions options) throws FeedException {
        HttpURLConnection connection = null;
        boolean kept = false;
        try {
            connection = connect(url, options);
            int status = connection.getResponseCode();
            if (status == 401 || status == 403)
                throw new FeedException(FeedFault.REFUSED, label + " refuses us: HTTP status " + status);
            if (status == 404) throw new FeedException(FeedFault.NOT_FOUND, label + " is not there: HTTP status 404");
            if (status != 200) throw new FeedException(FeedFault.BROKEN, label + " answers HTTP status " + status);
            String type = Optional.ofNullable(connection.getContentType()).orElse("");
            if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
                connection.disconnect();
                return FfmpegFeed.stream(url, label, options);
            }
            Matcher boundary = BOUNDARY.matcher(type);
            if (!boundary.find())
                throw new FeedException(FeedFault.NO_VIDEO, label + " does not say what parts its pictures: " + type);
            DeadlineStream body = new DeadlineStream(connection.getInputStream());
            kept = true;
            return new MjpegFeed(connection, body, boundary.group(1), label, options);
        } catch (SocketTimeoutException e) {
            throw new FeedException(FeedFault.TIMED_OUT, label + " gives no answer");
        } catch (UnknownHostException e) {
            throw new FeedException(FeedFault.NOT_FOUND, label + " is not there: unknown host " + e.getMessage());
        } catch (IOException e) {
            throw new FeedException(FeedFault.NOT_FOUND, label + " cannot be opened: " + e.getMessage());
        } finally {
            if (!kept && connection != null) connection.disconnect();
        }
    }

    private static HttpURLConnection connect(URI url, FeedOptions options) throws IOException {
        String user = url.getUserInfo();
        HttpURLConnection connection =
                (HttpURLConnection) withoutUser(url).toURL().openConnection();
        int patienceMs = (int) Math.min(Integer.MAX_VALUE, options.patience().toMillis());
        connection.setConnectTimeout(patienceMs);
        connection.setReadTimeout(patienceMs);
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept", "multipart/x-mixed-replace, video/*, image/jpeg");
        if (user != null) connection.setAuthenticator(new UserOf(user));
        return connection;
    }

    private static URI withoutUser(URI url) throws IOException {
        try {
            return new URI(url.getScheme(), null, url.getHost(), url.getPort(), url.getPath(), url.getQuery(), null);
        } catch (URISyntaxException e) {
            throw new IOException("no URL: " + e.getReason(), e);
        }
    }

    /** Cameras ask for a password by Basic or by Digest; the JDK knows both. */
    private static final class UserOf extends Authenticator {
        private final PasswordAuthentication user;

        UserOf(String userInfo) {
            int colon = userInfo.indexOf(':');
            user = colon < 0
                    ? new PasswordAuthentication(userInfo, new char[0])
                    : new PasswordAuthentication(
                            userInfo.substring(0, colon),
                            userInfo.substring(colon + 1).toCharArray());
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return user;
        }
    }
}
