package city.ioc.api.read;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement put together piece by piece with its values. For one thread. */
public final class Sql {
    private static final int PART = 10_000;

    private final StringBuilder text;
    private final List<@Nullable Object> values = new ArrayList<>();

    private Sql(String text) {
        this.text = new StringBuilder(text);
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    public static Sql of(String text, @Nullable Object... values) {
        return new Sql("").add(text, values);
    }

    /** Adds a piece; each {@code ?} in it takes one of the values. */
    public Sql add(String piece, @Nullable Object... more) {
        text.append(piece).append(' ');
        for (Object value : more) values.add(value);
        return this;
    }

    /** Adds a piece when there is a value for it. */
    public Sql addIf(Optional<?> value, String piece) {
        return value.isPresent() ? add(piece, value.get()) : this;
    }

    public <T> List<T> list(Connection connection, Row<T> row) throws SQLException {
        try (PreparedStatement statement = prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            while (rows.next()) list.add(row.read(rows));
            return list;
        }
    }

    /** Reads rows a part at a time, so that it does not matter how many they are. */
    public void forEach(Connection connection, Row<?> row) throws SQLException {
        boolean atOnce = connection.getAutoCommit();
        connection.setAutoCommit(false); // else the driver fetches all rows before it gives the first
        try (PreparedStatement statement = prepare(connection)) {
            statement.setFetchSize(PART);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) row.read(rows);
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(atOnce);
        }
    }

    public <T> Optional<T> find(Connection connection, Row<T> row) throws SQLException {
        return list(connection, row).stream().findFirst();
    }

    public int update(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        try {
            for (int i = 0; i < values.size(); i++) set(connection, statement, i + 1, values.get(i));
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static void set(Connection connection, PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case Instant at -> statement.setObject(index, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
            case Integer[] numbers -> statement.setArray(index, connection.createArrayOf("int4", numbers));
            case String[] words -> statement.setArray(index, connection.createArrayOf("text", words));
            case Enum<?> constant -> statement.setString(index, constant.name());
            case Optional<?> optional -> set(connection, statement, index, optional.orElse(null));
            case null, default -> statement.setObject(index, value);
        }
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static Optional<Instant> findInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    public static Optional<String> findText(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    public static Optional<Double> findNumber(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /** A {@code real} column, without the digits that only its conversion to double brings in. */
    public static Optional<Double> findReal(ResultSet row, String column) throws SQLException {
        float value = row.getFloat(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Double.parseDouble(Float.toString(value)));
    }

    public static Optional<Integer> findInteger(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /** A jsonb object of texts. */
    public static Map<String, String> words(ResultSet row, String column) throws SQLException {
        try {
            return CityJson.mapper().readValue(row.getString(column), new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("column " + column + " is no object of texts", e);
        }
    }
}
