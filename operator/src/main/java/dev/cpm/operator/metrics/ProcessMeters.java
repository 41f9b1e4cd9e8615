package dev.cpm.operator.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.ToLongFunction;

/** The few numbers of the process itself that one looks at: memory, CPU, threads; by the names that they have elsewhere. */
final class ProcessMeters {
    /** Held here, since meters hold nothing of what they measure. */
    private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();

    private ProcessMeters() {}

    static void register(MeterRegistry registry, String version) {
        Gauge.builder("cpm.build.info", () -> 1)
                .description("1, with the version of the operator.")
                .tag("version", version)
                .register(registry);
        memory(registry);
        processor(registry);
    }

    private static void memory(MeterRegistry registry) {
        heap(registry, "jvm.memory.used", "Heap that is in use, garbage included.", MemoryUsage::getUsed);
        heap(registry, "jvm.memory.committed", "Heap that the process has from the system.", MemoryUsage::getCommitted);
        heap(registry, "jvm.memory.max", "Heap that the process may have.", MemoryUsage::getMax);
        FunctionCounter.builder("jvm.gc.collection.seconds", COLLECTORS, ProcessMeters::seconds)
                .description("Time that garbage collection took.")
                .register(registry);
    }

    private static double seconds(List<GarbageCollectorMXBean> collectors) {
        return collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .filter(time -> time > 0)
                        .sum()
                / 1000.0;
    }

    private static void heap(MeterRegistry registry, String name, String meaning, ToLongFunction<MemoryUsage> what) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        Gauge.builder(name, memory, bean -> what.applyAsLong(bean.getHeapMemoryUsage()))
                .description(meaning)
                .tag("area", "heap")
                .baseUnit("bytes")
                .register(registry);
    }

    private static void processor(MeterRegistry registry) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        if (system instanceof com.sun.management.OperatingSystemMXBean known) {
            FunctionCounter.builder("process.cpu.seconds", known, bean -> Math.max(0, bean.getProcessCpuTime()) / 1e9)
                    .description("CPU time of the process.")
                    .register(registry);
        }
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        Gauge.builder("process.start.time.seconds", runtime, bean -> bean.getStartTime() / 1000.0)
                .description("When the process began, as seconds since 1970.")
                .register(registry);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Gauge.builder("jvm.threads.live", threads, ThreadMXBean::getThreadCount)
                .description("Threads that there are.")
                .baseUnit("threads")
                .register(registry);
    }
}
