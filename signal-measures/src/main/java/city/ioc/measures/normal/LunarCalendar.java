package city.ioc.measures.normal;

import java.time.LocalDate;
import java.time.temporal.JulianFields;

/**
 * The Vietnamese lunar calendar: months begin on the day of a new moon at UTC+7, and the month that holds the winter solstice is the
 * eleventh. New moons and the sun's longitude after Jean Meeus, <i>Astronomical Algorithms</i>, in the form that Hồ Ngọc Đức gives in
 * "Thuật toán tính âm lịch" (2004), which is right from 1900 to 2199. Pure.
 */
public final class LunarCalendar {
    private static final double ZONE_DAYS = 7.0 / 24;
    private static final double MONTH_DAYS = 29.530588853;
    /** Julian day of the new moon of 1 January 1900, the zeroth of the count. */
    private static final double FIRST_NEW_MOON = 2415020.75933;

    private static final double NOON_OF_1900 = 2415021.076998695;
    private static final double J2000 = 2451545.0;
    private static final double DEGREE = Math.PI / 180;

    private LunarCalendar() {}

    /** The first day of the lunar year that begins in a year of ours: Tết. */
    public static LocalDate newYear(int year) {
        return dayOf(year, 1, 1);
    }

    /** The day of ours of a day in a lunar year's month; of the leap month there are none. */
    public static LocalDate dayOf(int lunarYear, int month, int day) {
        if (lunarYear < 1900 || lunarYear > 2199)
            throw new IllegalArgumentException("lunar years are known from 1900 to 2199, not " + lunarYear);
        if (month < 1 || month > 12)
            throw new IllegalArgumentException("a lunar year has months 1 to 12, not " + month);
        if (day < 1 || day > 30) throw new IllegalArgumentException("a lunar month has days 1 to 30, not " + day);
        // The eleventh month is the one with the solstice; the first month comes two after it, or three where one is
        // doubled.
        boolean late = month >= 11;
        long begin = eleventhMonth(late ? lunarYear : lunarYear - 1);
        long end = eleventhMonth(late ? lunarYear + 1 : lunarYear);
        int first = (int) Math.floor(0.5 + (begin - NOON_OF_1900) / MONTH_DAYS);
        int offset = late ? month - 11 : month + 1;
        if (end - begin > 365 && offset >= leapOffset(begin)) offset++;
        return LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, newMoonDay(first + offset) + day - 1);
    }

    /** The day on which the eleventh month of a lunar year begins, which is the last new moon up to the winter solstice. */
    private static long eleventhMonth(int year) {
        long lastOfYear = LocalDate.of(year, 12, 31).getLong(JulianFields.JULIAN_DAY);
        int count = (int) ((lastOfYear - 2415021) / MONTH_DAYS);
        long day = newMoonDay(count);
        return sunSector(day) >= 9 ? newMoonDay(count - 1) : day;
    }

    /** How many months after the eleventh the doubled one comes: the first in which the sun enters no sector. */
    private static int leapOffset(long eleventh) {
        int count = (int) Math.floor((eleventh - NOON_OF_1900) / MONTH_DAYS + 0.5);
        int offset = 1;
        int sector = sunSector(newMoonDay(count + offset));
        int last;
        do {
            last = sector;
            offset++;
            sector = sunSector(newMoonDay(count + offset));
        } while (sector != last && offset < 14);
        return offset - 1;
    }

    /** Julian day, at UTC+7, of a new moon counted from that of 1 January 1900. */
    private static long newMoonDay(int count) {
        double t = count / 1236.85;
        double t2 = t * t;
        double t3 = t2 * t;
        double mean = FIRST_NEW_MOON
                + 29.53058868 * count
                + 0.0001178 * t2
                - 0.000000155 * t3
                + 0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t2) * DEGREE);
        double sun = 359.2242 + 29.10535608 * count - 0.0000333 * t2 - 0.00000347 * t3;
        double moon = 306.0253 + 385.81691806 * count + 0.0107306 * t2 + 0.00001236 * t3;
        double latitude = 21.2964 + 390.67050646 * count - 0.0016528 * t2 - 0.00000239 * t3;
        double correction = (0.1734 - 0.000393 * t) * sin(sun)
                + 0.0021 * sin(2 * sun)
                - 0.4068 * sin(moon)
                + 0.0161 * sin(2 * moon)
                - 0.0004 * sin(3 * moon)
                + 0.0104 * sin(2 * latitude)
                - 0.0051 * sin(sun + moon)
                - 0.0074 * sin(sun - moon)
                + 0.0004 * sin(2 * latitude + sun)
                - 0.0004 * sin(2 * latitude - sun)
                - 0.0006 * sin(2 * latitude + moon)
                + 0.0010 * sin(2 * latitude - moon)
                + 0.0005 * sin(2 * moon + sun);
        // Dynamical time is ahead of the clock.
        double ahead = t < -11
                ? 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3
                : -0.000278 + 0.000265 * t + 0.000262 * t2;
        return (long) Math.floor(mean + correction - ahead + 0.5 + ZONE_DAYS);
    }

    /** In which twelfth of its way, from the spring equinox on, the sun is at midnight of a day at UTC+7. */
    private static int sunSector(long day) {
        double t = (day - 0.5 - ZONE_DAYS - J2000) / 36525;
        double t2 = t * t;
        double anomaly = 357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2;
        double longitude = 280.46645
                + 36000.76983 * t
                + 0.0003032 * t2
                + (1.914600 - 0.004817 * t - 0.000014 * t2) * sin(anomaly)
                + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
                + 0.000290 * sin(3 * anomaly);
        double turns = longitude / 360;
        return (int) Math.floor((turns - Math.floor(turns)) * 12);
    }

    private static double sin(double degrees) {
        return Math.sin(degrees * DEGREE);
    }
}
