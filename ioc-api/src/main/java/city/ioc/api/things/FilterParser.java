package city.ioc.api.things;

import city.ioc.api.things.Filter.Apply;
import city.ioc.api.things.Filter.Both;
import city.ioc.api.things.Filter.Compare;
import city.ioc.api.things.Filter.Constant;
import city.ioc.api.things.Filter.Not;
import city.ioc.api.things.Filter.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads expressions of OData as SensorThings has them (OGC 18-088, 9.3.3.5). For one expression. */
final class FilterParser {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<geo>geography'(?:[^']|'')*')|(?<duration>duration'[^']*')|(?<text>'(?:[^']|'')*')"
            + "|(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?(?:Z|[+ -]\\d\\d:\\d\\d))"
            + "|(?<date>\\d{4}-\\d\\d-\\d\\d)|(?<clock>\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)"
            + "|(?<number>-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)"
            + "|(?<word>[@\\p{L}_][\\p{L}\\p{N}_.@]*(?:/[@\\p{L}_][\\p{L}\\p{N}_.@]*)*)"
            + "|(?<sign>[(),]))");
    private static final Set<String> SUM = Set.of("add", "sub");
    private static final Set<String> PRODUCT = Set.of("mul", "div", "mod");
    /** Deeper than any that a person writes, shallower than the stack. */
    private static final int DEEPEST = 100;

    private final String text;
    private final Matcher matcher;
    private int end;
    private Optional<Token> next;
    private int depth;

    private record Token(String kind, String text) {}

    private FilterParser(String text) {
        this.text = text;
        matcher = TOKEN.matcher(text);
        next = read();
    }

    /** @throws IllegalArgumentException saying where it cannot be read */
    static Filter parse(String text) {
        FilterParser parser = new FilterParser(text);
        Filter filter = parser.or();
        if (parser.next.isPresent()) throw parser.fault("is not expected here");
        return filter;
    }

    private Optional<Token> read() {
        int from = end;
        if (text.substring(from).isBlank()) return Optional.empty();
        if (!matcher.find(from) || matcher.start() != from)
            throw new IllegalArgumentException("cannot be read from \"" + text.substring(from) + "\"");
        for (String kind : List.of("geo", "duration", "text", "time", "date", "clock", "number", "word", "sign"))
            if (matcher.group(kind) != null) {
                end = matcher.end();
                return Optional.of(new Token(kind, matcher.group(kind)));
            }
        throw new IllegalStateException();
    }

    private Filter or() {
        if (++depth > DEEPEST) throw new IllegalArgumentException("is nested too deeply");
        Filter left = and();
        while (takes("or")) left = new Both(false, left, and());
        depth--;
        return left;
    }

    private Filter and() {
        Filter left = not();
        while (takes("and")) left = new Both(true, left, not());
        return left;
    }

    private Filter not() {
        return takes("not") ? new Not(not()) : comparison();
    }

    private Filter comparison() {
        Filter left = sum();
        Optional<String> operator = word().filter(Compare.OPERATORS::contains);
        if (operator.isEmpty()) return left;
        advance();
        return new Compare(operator.get(), left, sum());
    }

    private Filter sum() {
        return chain(SUM, this::product);
    }

    private Filter product() {
        return chain(PRODUCT, this::primary);
    }

    private Filter chain(Set<String> operators, java.util.function.Supplier<Filter> part) {
        Filter left = part.get();
        for (Optional<String> operator = word().filter(operators::contains);
                operator.isPresent();
                operator = word().filter(operators::contains)) {
            advance();
            left = new Apply(operator.get(), List.of(left, part.get()));
        }
        return left;
    }

    private Filter primary() {
        Token token = next.orElseThrow(() -> new IllegalArgumentException("ends too soon"));
        advance();
        return switch (token.kind()) {
            case "text" -> new Constant(unquoted(token.text()));
            case "geo" -> new Constant(Functions.wkt(unquoted(token.text().substring("geography".length()))));
            case "duration" -> new Constant(duration(token.text().substring("duration".length())));
            case "time" ->
                // A plus that was not encoded comes as a blank.
                new Constant(Values.findInstant(token.text().replace(' ', '+'))
                        .orElseThrow(() -> new IllegalArgumentException(token.text() + " is no time")));
            case "date", "clock" -> new Constant(token.text());
            case "number" -> new Constant(Double.valueOf(token.text()));
            case "word" -> word(token.text());
            default -> {
                if (!token.text().equals("(")) throw fault("is not expected here");
                Filter inner = or();
                require(")");
                yield inner;
            }
        };
    }

    private Filter word(String word) {
        if (word.equals("null")) return new Constant(Filter.NULL);
        if (word.equals("true") || word.equals("false")) return new Constant(Boolean.valueOf(word));
        if (!isNext("(")) return new Path(Arrays.asList(word.split("/")));
        advance();
        List<Filter> arguments = new ArrayList<>();
        while (!isNext(")")) {
            if (!arguments.isEmpty()) require(",");
            arguments.add(or());
        }
        advance();
        Signatures.require(word, arguments.size());
        return new Apply(word, arguments);
    }

    private static Duration duration(String quoted) {
        try {
            return Duration.parse(unquoted(quoted));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(quoted + " is no duration of days to seconds like 'P1DT2H30M'");
        }
    }

    private static String unquoted(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replace("''", "'");
    }

    private Optional<String> word() {
        return next.filter(token -> token.kind().equals("word")).map(Token::text);
    }

    private boolean takes(String word) {
        boolean is = word().filter(word::equals).isPresent();
        if (is) advance();
        return is;
    }

    private boolean isNext(String sign) {
        return next.filter(token -> token.text().equals(sign)).isPresent();
    }

    private void require(String sign) {
        if (!isNext(sign)) throw fault("stands where \"" + sign + "\" is expected");
        advance();
    }

    private void advance() {
        next = read();
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(
                next.map(token -> "\"" + token.text() + "\" " + what).orElse("ends too soon"));
    }
}
