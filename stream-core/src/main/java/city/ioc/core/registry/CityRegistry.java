package city.ioc.core.registry;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityCheck;
import city.ioc.contracts.city.CityFault;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The city of this node: what the files say and every site added since. Readers see one whole state. Thread-safe. */
public final class CityRegistry {
    private final List<Consumer<Site>> listeners = new CopyOnWriteArrayList<>();
    private volatile CityIndex index;
    private volatile boolean complete;

    public CityRegistry(City city) {
        this.index = new CityIndex(city);
    }

    public CityIndex now() {
        return index;
    }

    public Optional<Device> findDevice(DeviceId id) {
        return index.findDevice(id);
    }

    /** Faults that the city would have with this site; empty when it can be added. */
    public List<CityFault> check(Site site) {
        City city = index.city();
        List<CityFault> faults = new ArrayList<>(CityCheck.check(city.with(site)));
        var here = site.intersection().id();
        for (Device device : site.devices()) {
            if (!device.site().equals(here))
                faults.add(new CityFault(
                        CityFault.Kind.UNKNOWN_REFERENCE,
                        "device " + device.id(),
                        "stands at " + device.site() + ", not at the added site"));
            city.findDevice(device.id())
                    .filter(known -> !known.site().equals(here))
                    .ifPresent(known -> faults.add(new CityFault(
                            CityFault.Kind.DUPLICATE,
                            "device " + device.id(),
                            "stands at " + known.site() + " already")));
        }
        return faults;
    }

    /** Adds or replaces a site; false when it was known just so. */
    public boolean add(Site site) {
        synchronized (this) {
            var known = index.findSite(site.intersection().id());
            if (known.isPresent()
                    && known.get().intersection().equals(Optional.of(site.intersection()))
                    && known.get().devices().equals(site.devices())) return false;
            index = new CityIndex(index.city().with(site));
        }
        listeners.forEach(listener -> listener.accept(site));
        return true;
    }

    /** Calls with every site added from now on, on the thread that adds it. */
    public void onAdded(Consumer<Site> listener) {
        listeners.add(listener);
    }

    public void forget(Consumer<Site> listener) {
        listeners.remove(listener);
    }

    /** Says that the sites added in the past have been read. Until then a device that is not here may yet turn up. */
    public void complete() {
        complete = true;
    }

    public boolean isComplete() {
        return complete;
    }
}
