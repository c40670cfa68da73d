package city.ioc.sim.bench.vision;

import city.ioc.edge.vision.frame.PictureException;
import city.ioc.edge.vision.frame.Pictures;
import city.ioc.edge.vision.plate.Layout;
import city.ioc.edge.vision.plate.PlateRead;
import city.ioc.edge.vision.plate.PlateReader;
import city.ioc.sim.plate.PlateSample;
import city.ioc.sim.plate.PlateSamples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.opencv.core.Mat;

/** How well the plate reader reads drawn and damaged plates, and what it costs: near crops, each with one plate. */
public final class PlateReading {
    /** The first pictures pay for loading and compiling. */
    private static final int WARM_UP = 20;

    private int plates;
    private int exact;
    private int layouts;
    private int accepted;
    private int acceptedRight;
    private int unread;
    private long cpuNanos;

    private PlateReading() {}

    /** Exact reads, accepted reads and how many of those are right, CPU per plate. */
    public static Map<String, Object> measure(PlateSamples.Split split, int count, Budget budget) {
        Pictures.load();
        PlateReading result = new PlateReading();
        try (PlateReader reader = new PlateReader()) {
            for (int i = 0; i < WARM_UP; i++) new PlateReading().judge(reader, PlateSamples.sample(split, i));
            for (int i = 0; i < count && !budget.isSpent(); i++) result.judge(reader, PlateSamples.sample(split, i));
        }
        Map<String, Object> figures = result.figures();
        figures.put("cutShort", result.plates < count);
        return figures;
    }

    private void judge(PlateReader reader, PlateSample sample) {
        byte[] file = png(sample.picture());
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        List<PlateRead> reads = read(reader, file);
        cpuNanos += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
        plates++;
        if (reads.isEmpty()) {
            unread++;
            return;
        }
        PlateRead read = reads.getFirst();
        boolean right = read.text().equals(sample.plate().text());
        if (right) exact++;
        if ((read.layout() == Layout.ONE_LINE) == (sample.plate().shape().lines() == 1)) layouts++;
        if (read.autoAccept()) accepted++;
        if (read.autoAccept() && right) acceptedRight++;
    }

    private static List<PlateRead> read(PlateReader reader, byte[] file) {
        try {
            Mat picture = Pictures.decode(file);
            try {
                return reader.read(picture);
            } finally {
                picture.release();
            }
        } catch (PictureException e) {
            throw new IllegalStateException("a drawn plate is no picture", e);
        }
    }

    private static byte[] png(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("plates", plates);
        figures.put("exactShare", Figures.share(exact, plates));
        figures.put("layoutShare", Figures.share(layouts, plates));
        figures.put("unread", unread);
        figures.put("acceptedShare", Figures.share(accepted, plates));
        figures.put("acceptedRightShare", Figures.share(acceptedRight, accepted));
        figures.put("acceptedWrong", accepted - acceptedRight);
        figures.put("cpuMsPerPlate", Figures.rounded(cpuNanos / 1e6 / Math.max(1, plates), 1));
        return figures;
    }
}
