package city.ioc.edge.vision.plate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Reads a line of text by the recogniser of PP-OCR, which knows print of every kind and no plate: its thousands of characters are
 * folded into those of plates. One thread at a time; holds native memory until closed.
 */
final class LineReader implements AutoCloseable {
    private static final String MODEL = "/models/ch_PP-OCRv4_rec_infer.onnx";
    private static final String KEYS = "/models/ppocr_keys_v1.txt";
    /** What the network was trained for. */
    private static final int HEIGHT = 48;

    private static final int SHORTEST = 96;
    private static final int LONGEST = 480;
    /** Left and right of the line, so that its first and last characters are whole. */
    private static final int PADDING = 8;

    private static final int GREY = 128;

    /** Of the probability of what looks alike on a plate, and is no other character of the text there. */
    private static final double LOOKALIKE = 0.08;

    private final Onnx network = new Onnx(MODEL);
    /** Per character of the network: which characters of plates it may stand for, and with what weight. */
    private final int[][] meanings;

    private final double[][] weights;
    private FloatBuffer pixels = FloatBuffer.allocate(0);

    LineReader() {
        List<String> keys = keys();
        int channels = keys.size() + 2;
        meanings = new int[channels][];
        weights = new double[channels][];
        for (int channel = 0; channel < channels; channel++) {
            String key = channel == 0 || channel > keys.size() ? " " : keys.get(channel - 1);
            fold(channel, key);
        }
    }

    private void fold(int channel, String key) {
        StringBuilder sure = new StringBuilder();
        StringBuilder alike = new StringBuilder();
        char c = key.length() == 1 ? Character.toUpperCase(key.charAt(0)) : ' ';
        if (Alphabet.CHARACTERS.indexOf(c) >= 0) {
            sure.append(c);
            alike.append(lookalikes(c));
        } else {
            switch (c) {
                case 'O' -> {
                    sure.append('0');
                    alike.append("DQ");
                }
                case 'I' -> {
                    sure.append('1');
                    alike.append("LT");
                }
                case 'Đ' -> sure.append('D');
                case 'J' -> alike.append("1U");
                case 'W' -> alike.append("VM");
                case '/', '!', '[', ']', '|', '丨' -> alike.append('1');
                case '&' -> alike.append('8');
                case '$', '§' -> alike.append("S5");
                default -> {}
            }
        }
        meanings[channel] = new int[sure.length() + alike.length()];
        weights[channel] = new double[meanings[channel].length];
        for (int i = 0; i < meanings[channel].length; i++) {
            boolean certain = i < sure.length();
            meanings[channel][i] = Alphabet.index(certain ? sure.charAt(i) : alike.charAt(i - sure.length()));
            weights[channel][i] = certain ? 1 : LOOKALIKE;
        }
    }

    /** Print that differs from plates' type confuses these; which of them stands there, its place on the plate decides. */
    private static String lookalikes(char c) {
        return switch (c) {
            case '0' -> "DQ";
            case 'D' -> "0";
            case 'Q' -> "0";
            case '1' -> "LT";
            case 'L' -> "1";
            case '2' -> "Z";
            case 'Z' -> "27";
            case '4' -> "A";
            case 'A' -> "4";
            case '5' -> "S";
            case 'S' -> "58";
            case '6' -> "G";
            case 'G' -> "6";
            case '7' -> "TZ";
            case 'T' -> "71";
            case '8' -> "B";
            case 'B' -> "8";
            case '9' -> "P";
            case 'C' -> "G";
            case 'U' -> "V";
            case 'V' -> "UY";
            case 'Y' -> "V";
            case 'H' -> "MN";
            case 'M' -> "HN";
            case 'N' -> "HM";
            default -> "";
        };
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>();
        try (InputStream in = LineReader.class.getResourceAsStream(KEYS)) {
            if (in == null)
                throw new IllegalStateException("the characters of the recogniser, " + KEYS + ", are in no jar");
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) keys.add(line);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param lines each a line and little else, upright; together they cost less than one by one */
    List<Emissions> read(List<Mat> lines) {
        int[] inner = lines.stream().mapToInt(LineReader::scaledWidth).toArray();
        int widest = java.util.Arrays.stream(inner).max().orElseThrow();
        int width = Math.max(SHORTEST, (widest + 2 * PADDING + 7) / 8 * 8);
        FloatBuffer buffer = buffer(lines.size() * 3 * width * HEIGHT);
        for (int i = 0; i < lines.size(); i++) fill(buffer, i * 3 * width * HEIGHT, lines.get(i), inner[i], width);
        Onnx.Output output = network.run(buffer, lines.size(), 3, HEIGHT, width);
        List<Emissions> read = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) read.add(emissions(output, i));
        return read;
    }

    private static int scaledWidth(Mat line) {
        return (int) Math.clamp(Math.round((double) line.cols() * HEIGHT / line.rows()), 8, LONGEST);
    }

    /** The margin repeats the edge, for a border of another brightness would look like a stroke; what is left is grey. */
    private static void fill(FloatBuffer buffer, int from, Mat bgr, int inner, int width) {
        Mat scaled = new Mat();
        int method = bgr.rows() > HEIGHT ? Imgproc.INTER_AREA : Imgproc.INTER_CUBIC;
        Imgproc.resize(bgr, scaled, new Size(inner, HEIGHT), 0, 0, method);
        byte[] bytes = new byte[inner * HEIGHT * 3];
        scaled.get(0, 0, bytes);
        scaled.release();
        int plane = width * HEIGHT;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < width; x++) {
                int seen = Math.clamp(x - PADDING, 0, inner - 1);
                for (int channel = 0; channel < 3; channel++) {
                    int value = x >= inner + 2 * PADDING ? GREY : bytes[(y * inner + seen) * 3 + channel] & 0xff;
                    buffer.put(from + channel * plane + y * width + x, value / 127.5f - 1);
                }
            }
        }
    }

    private Emissions emissions(Onnx.Output output, int line) {
        int steps = output.size(1);
        int channels = output.size(2);
        double[][] probabilities = new double[steps][Alphabet.SIZE + 1];
        for (int t = 0; t < steps; t++) {
            double[] step = probabilities[t];
            int from = (line * steps + t) * channels;
            double some = 0;
            for (int channel = 1; channel < channels; channel++) {
                float p = output.values()[from + channel];
                if (p < 1e-6f || meanings[channel].length == 0) continue;
                for (int i = 0; i < meanings[channel].length; i++)
                    step[meanings[channel][i] + 1] += p * weights[channel][i];
                if (weights[channel][0] == 1) some += p;
            }
            // Whatever is no character of a plate, a dash, a dot or a stroke of the frame, is none.
            step[0] = Math.max(0, 1 - some);
            smooth(step);
        }
        return Emissions.of(probabilities);
    }

    /** No network is as sure as it says. */
    private static void smooth(double[] step) {
        for (int c = 0; c < step.length; c++) step[c] = step[c] * 0.996 + 0.004 / step.length;
    }

    private FloatBuffer buffer(int floats) {
        if (pixels.capacity() < floats)
            pixels = ByteBuffer.allocateDirect(floats * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        pixels.clear().limit(floats);
        return pixels;
    }

    @Override
    public void close() {
        network.close();
    }
}
