@org.jspecify.annotations.NullMarked
package city.ioc.sim.measures;
