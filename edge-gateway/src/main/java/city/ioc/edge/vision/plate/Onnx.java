package city.ioc.edge.vision.plate;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * One network with one input and one output of floats, on one thread: several cameras share few cores, and plates are small. One
 * thread at a time; holds native memory until closed.
 */
final class Onnx implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final String name;
    private final OrtSession session;
    private final String input;

    /** @param resource of the class path, absolute */
    Onnx(String resource) {
        name = resource;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(bytes(resource), options);
            input = session.getInputNames().iterator().next();
        } catch (OrtException e) {
            throw new IllegalStateException("the model " + resource + " does not load", e);
        }
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Onnx.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException("the model " + resource + " is in no jar");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came out: its values and their shape. */
    record Output(float[] values, long[] shape) {
        int size(int dimension) {
            return (int) shape[dimension];
        }
    }

    Output run(FloatBuffer values, long... shape) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, values, shape);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            OnnxTensor out = (OnnxTensor) result.get(0);
            FloatBuffer floats = out.getFloatBuffer();
            float[] copy = new float[floats.remaining()];
            floats.get(copy);
            return new Output(copy, out.getInfo().getShape());
        } catch (OrtException e) {
            throw new IllegalStateException("the model " + name + " failed", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the model " + name + " does not close", e);
        }
    }
}
