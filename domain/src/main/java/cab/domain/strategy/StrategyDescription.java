package cab.domain.strategy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A strategy as the user sees it before it runs. Immutable.
 *
 * @param name what it is chosen by: lower-case letters, digits and underscores, such as {@code ema_cross}
 * @param summary what it does, in one line
 * @param parameters what can be set, in the order they are shown
 */
public record StrategyDescription(String name, String summary, List<ParameterDescription> parameters) {

    public StrategyDescription {
        parameters = List.copyOf(parameters);
        name = ParameterDescription.checkedName("strategy", name);
        if (summary.isBlank()) {
            throw new IllegalArgumentException("strategy " + name + " must say in a line what it does, said nothing");
        }
        Set<String> names = new HashSet<>();
        for (ParameterDescription parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException("strategy " + name + " must describe each parameter once, described "
                        + parameter.name() + " twice");
            }
        }
    }

    public Optional<ParameterDescription> parameter(String parameterName) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(parameterName))
                .findFirst();
    }

    /** Everything that is wrong with {@code given}, one message per fault; empty when all may be used. */
    public List<String> faultsOf(StrategyParameters given) {
        List<String> faults = new ArrayList<>();
        for (var entry : given.values().entrySet()) {
            Optional<ParameterDescription> known = parameter(entry.getKey());
            if (known.isEmpty()) {
                faults.add("parameter '" + entry.getKey() + "' is not known; "
                        + NameSuggestion.among(
                                entry.getKey(),
                                parameters.stream()
                                        .map(ParameterDescription::name)
                                        .toList()));
            } else {
                known.get().faultOf(entry.getValue()).ifPresent(faults::add);
            }
        }
        return faults;
    }

    /**
     * {@code given}, with the default for each parameter that is missing.
     *
     * @throws IllegalArgumentException when something is wrong with it, naming every fault
     */
    public StrategyParameters complete(StrategyParameters given) {
        List<String> faults = faultsOf(given);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("strategy " + name + ": " + String.join("; ", faults));
        }
        SortedMap<String, BigDecimal> complete = new TreeMap<>(given.values());
        for (ParameterDescription parameter : parameters) {
            complete.putIfAbsent(parameter.name(), parameter.defaultValue());
        }
        return StrategyParameters.of(complete);
    }
}
