/**
 * Milliseconds of computing of this thread since the clock was made: what else the machine does is not in it. Kernels count
 * in steps of some milliseconds, so only sums of many mean something.
 */
export function cpuClock(): () => number {
  const before = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1_000;
  };
}
