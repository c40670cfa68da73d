package city.ioc.contracts.live;

/**
 * Level of service of a signalised intersection by mean control delay per vehicle: HCM 7th edition (TRB 2022), exhibit 19-8.
 */
public enum LevelOfService {
    A,
    B,
    C,
    D,
    E,
    F;

    private static final double[] LIMIT_S = {10, 20, 35, 55, 80};

    public static LevelOfService ofControlDelay(double delayS) {
        for (int i = 0; i < LIMIT_S.length; i++) if (delayS <= LIMIT_S[i]) return values()[i];
        return F;
    }
}
