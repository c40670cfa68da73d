package city.ioc.sim.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads figures from a process's own metrics page. Thread-safe. */
final class Prometheus implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI page;

    Prometheus(int port) {
        this.page = URI.create("http://127.0.0.1:" + port + "/metrics");
    }

    /** The sum over all labels of a metric; 0 when there is none yet. */
    double sum(String name) {
        return lines().filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private Stream<String> lines() {
        try {
            return http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines();
        } catch (IOException e) {
            throw new BenchException(page + " cannot be read: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** The values of a metric by one of its labels. */
    Map<String, Double> byLabel(String name, String label) {
        Pattern line =
                Pattern.compile(Pattern.quote(name) + "\\{.*\\b" + Pattern.quote(label) + "=\"([^\"]*)\".* (\\S+)");
        Map<String, Double> values = new TreeMap<>();
        lines().map(line::matcher)
                .filter(Matcher::matches)
                .forEach(found -> values.merge(found.group(1), Double.parseDouble(found.group(2)), Double::sum));
        return values;
    }

    @Override
    public void close() {
        http.close();
    }
}
