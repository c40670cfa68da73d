package city.ioc.edge.vision.command;

import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;

/** Pictures in a window, until somebody closes it. */
final class WindowSink implements PictureSink {
    private volatile @Nullable BufferedImage latest;
    private volatile @Nullable JFrame window;

    @Override
    public void show(Mat picture, double seconds) {
        BufferedImage image = new BufferedImage(picture.cols(), picture.rows(), BufferedImage.TYPE_3BYTE_BGR);
        picture.get(0, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        boolean first = latest == null;
        latest = image;
        SwingUtilities.invokeLater(first ? () -> open(image) : this::repaint);
    }

    private void open(BufferedImage image) {
        JFrame fresh = new JFrame("ioc vision");
        JPanel panel = new JPanel() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void paintComponent(Graphics graphics) {
                graphics.drawImage(latest, 0, 0, getWidth(), getHeight(), null);
            }
        };
        panel.setPreferredSize(new java.awt.Dimension(image.getWidth(), image.getHeight()));
        fresh.setContentPane(panel);
        fresh.pack();
        fresh.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
        fresh.setVisible(true);
        window = fresh;
    }

    private void repaint() {
        JFrame open = window;
        if (open != null) open.repaint();
    }

    @Override
    public boolean isOpen() {
        JFrame open = window;
        return open == null || open.isDisplayable();
    }

    @Override
    public void close() {
        JFrame open = window;
        if (open != null) open.dispose();
    }
}
