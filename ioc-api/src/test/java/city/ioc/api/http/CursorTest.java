package city.ioc.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CursorTest {
    @Property(seed = "20261121")
    void whatIsWrittenIsRead(@ForAll @Size(min = 1, max = 4) List<String> key) {
        assertThat(Cursor.parse(new Cursor(key).text(), key.size()).key()).isEqualTo(key);
    }

    @Property(seed = "20261121")
    void anythingElseIsRefusedAsTheCallersFault(@ForAll String text) {
        assertThatThrownBy(() -> Cursor.parse(text + "!", 2)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        assertThatThrownBy(() -> Cursor.parse(Cursor.of("a").text(), 2)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Cursor.of("noon", 1).instant(0)).isInstanceOf(ProblemException.class);
    }
}
