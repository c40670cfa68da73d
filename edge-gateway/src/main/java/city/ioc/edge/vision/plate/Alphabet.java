package city.ioc.edge.vision.plate;

/** The characters of Vietnamese plates; D also stands for Đ, Q occurs in QT and on military plates, R on trailers. */
final class Alphabet {
    /** In the order of the spotter's channels. */
    static final String CHARACTERS = "0123456789ABCDEFGHKLMNPQRSTUVXYZ";

    static final int SIZE = CHARACTERS.length();

    private Alphabet() {}

    static int index(char character) {
        int index = CHARACTERS.indexOf(character);
        if (index < 0) throw new IllegalArgumentException("no plate has the character " + character);
        return index;
    }

    static char at(int index) {
        return CHARACTERS.charAt(index);
    }
}
