package city.ioc.api.http;

/** Carries a problem to the place that answers with it. Not an error of ours: it has no stack trace. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.title() + problem.detail().map(text -> ": " + text).orElse(""), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
