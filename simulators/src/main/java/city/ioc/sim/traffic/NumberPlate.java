package city.ioc.sim.traffic;

import city.ioc.contracts.street.VehicleClass;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The number plate of a simulated vehicle: province code, series, serial number, as Circular 79/2024/TT-BCA has them.
 *
 * @param series one letter and, on motorcycles, a digit after it
 * @param serial five digits, on older plates four
 */
public record NumberPlate(String province, String series, String serial, Colour colour, Layout layout) {
    /** Whose it is: white for people and companies, yellow for transport business, blue for the state. */
    public enum Colour {
        WHITE,
        YELLOW,
        BLUE
    }

    /** How it is written, with the size of the plate in millimetres. */
    public enum Layout {
        ONE_LINE(520, 110),
        TWO_LINES_CAR(330, 165),
        TWO_LINES_MOTORCYCLE(190, 140);

        private final int widthMm;
        private final int heightMm;

        Layout(int widthMm, int heightMm) {
            this.widthMm = widthMm;
            this.heightMm = heightMm;
        }

        public int widthMm() {
            return widthMm;
        }

        public int heightMm() {
            return heightMm;
        }
    }

    private static final String LETTERS = "ABCDEFGHKLMNPSTUVXYZ";
    private static final int SERIALS = 100_000;

    public NumberPlate {
        if (!province.matches("\\d{2}")) throw new IllegalArgumentException("province code is " + province);
        if (!series.matches("[A-Z][A-Z0-9]?")) throw new IllegalArgumentException("series is " + series);
        if (!serial.matches("\\d{4,5}")) throw new IllegalArgumentException("serial number is " + serial);
    }

    /** The plate of a vehicle, if its class carries one: bicycles do not. */
    public static Optional<NumberPlate> find(long vehicle, VehicleClass vehicleClass) {
        return vehicleClass == VehicleClass.BICYCLE ? Optional.empty() : Optional.of(of(vehicle, vehicleClass));
    }

    /**
     * The plate of a motor vehicle. Two vehicles of a run have different ones: within a province series and serial number follow from
     * the vehicle's number by a permutation.
     */
    public static NumberPlate of(long vehicle, VehicleClass vehicleClass) {
        long chance = mix(vehicle);
        String province = province((int) Math.floorMod(chance, 100L));
        int variety = (int) Math.floorMod(chance >> 20, 100L);
        return switch (vehicleClass) {
            case MOTORCYCLE -> motorcycle(vehicle, province);
            case BICYCLE -> throw new IllegalArgumentException("bicycles carry no number plate");
            case CAR -> {
                Colour colour = variety < 12 ? Colour.YELLOW : variety < 14 ? Colour.BLUE : Colour.WHITE;
                yield car(vehicle, province, 'A', colour, variety % 3 == 0 ? Layout.TWO_LINES_CAR : Layout.ONE_LINE);
            }
            case VAN -> car(vehicle, province, 'D', variety < 50 ? Colour.YELLOW : Colour.WHITE, Layout.TWO_LINES_CAR);
            case BUS -> car(vehicle, province, 'B', Colour.YELLOW, Layout.ONE_LINE);
            case TRUCK ->
                car(vehicle, province, 'C', variety < 60 ? Colour.YELLOW : Colour.WHITE, Layout.TWO_LINES_CAR);
        };
    }

    private static NumberPlate motorcycle(long vehicle, String province) {
        long span = (long) LETTERS.length() * 9 * SERIALS;
        long place = Math.floorMod(vehicle * 7_368_787L + 1_299_709L, span);
        int series = (int) (place / SERIALS);
        String letters = "" + LETTERS.charAt(series / 9) + (1 + series % 9);
        return new NumberPlate(province, letters, serial(place % SERIALS), Colour.WHITE, Layout.TWO_LINES_MOTORCYCLE);
    }

    private static NumberPlate car(long vehicle, String province, char series, Colour colour, Layout layout) {
        long place = Math.floorMod(vehicle * 7_919L + 104_729L, SERIALS);
        return new NumberPlate(province, String.valueOf(series), serial(place), colour, layout);
    }

    /** Hậu Giang's own code on most, then the neighbours'. */
    private static String province(int percent) {
        if (percent < 62) return "95";
        if (percent < 78) return "65";
        if (percent < 88) return "83";
        return switch (percent % 4) {
            case 0 -> "64";
            case 1 -> "68";
            case 2 -> "94";
            default -> "51";
        };
    }

    private static String serial(long number) {
        return String.format(Locale.ROOT, "%05d", number);
    }

    /** Everything on it without separators: how readers are compared. */
    public String text() {
        return province + series + serial;
    }

    /** As it is written, a line per element. */
    public List<String> lines() {
        String number = serial.length() == 5 ? serial.substring(0, 3) + "." + serial.substring(3) : serial;
        return switch (layout) {
            case ONE_LINE -> List.of(province + series + "-" + number);
            case TWO_LINES_CAR -> List.of(province + series, number);
            case TWO_LINES_MOTORCYCLE -> List.of(province + "-" + series, number);
        };
    }

    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
