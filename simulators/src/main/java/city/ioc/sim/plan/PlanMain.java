package city.ioc.sim.plan;

import city.ioc.contracts.city.CityException;
import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.config.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code ./ioc plan COMMAND}: the engineer's tools for signal plans, on the files of the city at IOC_CITY. */
public final class PlanMain {
    private static final List<PlanCommand> COMMANDS = List.of(
            new CheckCommand(),
            new ExportCommand(),
            new ImportCommand(),
            new NemaCommand(),
            new DiffCommand(),
            new WebsterCommand(),
            new OffsetsCommand(),
            new WhatIfCommand(),
            new SaturationCommand(),
            new PcuCommand(),
            new CompareCommand());

    private PlanMain() {}

    public static void main(String[] args) {
        List<String> arguments = Arrays.asList(args);
        PlanOutput output = run(arguments, System.getenv());
        if (output.exitCode() == PlanOutput.USAGE) output.lines().forEach(System.err::println);
        else if (arguments.contains("--json")) System.out.print(IntersectionFile.text(output.json()));
        else output.lines().forEach(System.out::println);
        System.exit(output.exitCode());
    }

    /** Runs one command; every fault of it is an output, never an exception. */
    static PlanOutput run(List<String> arguments, Map<String, String> environment) {
        if (arguments.isEmpty()) return usage("which command?");
        Optional<PlanCommand> command = COMMANDS.stream()
                .filter(each -> each.name().equals(arguments.getFirst()))
                .findFirst();
        if (command.isEmpty()) return usage("there is no command \"" + arguments.getFirst() + "\"");
        try {
            Settings settings = Settings.of(environment);
            Path folder = settings.folder(SettingKey.IOC_CITY, Path.of("cities/vi-thanh"));
            settings.check();
            PlanArguments parsed = PlanArguments.parse(arguments.subList(1, arguments.size()));
            return command.get().run(parsed, new PlanCity(folder));
        } catch (UsageException e) {
            String message = String.valueOf(e.getMessage());
            return new PlanOutput(
                    PlanOutput.USAGE,
                    List.of(
                            "ioc: " + message,
                            "usage: ./ioc plan " + command.get().name() + " "
                                    + command.get().arguments()),
                    error(message));
        } catch (PlanException | CityException | IllegalArgumentException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private static PlanOutput failed(String message) {
        return new PlanOutput(PlanOutput.FOUND, List.of("ioc: " + message), error(message));
    }

    private static Map<String, String> error(String message) {
        return new TreeMap<>(Map.of("error", message));
    }

    private static PlanOutput usage(String what) {
        List<String> lines = new java.util.ArrayList<>(List.of("ioc: " + what, "usage:"));
        for (PlanCommand each : COMMANDS) {
            lines.add("  ./ioc plan " + each.name() + " " + each.arguments());
            lines.add("      " + each.purpose());
        }
        lines.add(
                "Every command takes --json. Exit code 0: fine, 1: faults or differences, 2: called wrongly, 3: outdated.");
        return new PlanOutput(PlanOutput.USAGE, lines, error(what));
    }
}
