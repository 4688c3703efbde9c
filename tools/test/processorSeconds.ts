/** How long something takes of this process's own time, whatever else uses the processor. */
export function processorSeconds(run: () => unknown): number {
  const started = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}
