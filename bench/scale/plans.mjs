/** What a whole run measures: each piece takes less than four minutes, but the day, which takes about twenty. */
export const WHOLE = {
  connections: { count: 10_000, waves: 3, rounds: 3, warmUpSeconds: 3 },
  routes: { counts: [10, 100, 500], boots: 5, rounds: 5, seconds: 1.5, warmUpSeconds: 5 },
  saturation: { rounds: 5, seconds: 4, warmUpSeconds: 6 },
  day: { records: 8_640_000, looks: 100 },
  growth: {
    rounds: 5,
    seconds: 1.2,
    warmUpSeconds: 4,
    values: {
      routes: [10, 30, 100, 300, 1000],
      rules: [0, 5, 20, 100, 500],
      bytes: [100, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576],
      connections: [1, 4, 16, 64, 256, 1000],
    },
  },
};

/** Whether all of it runs, for CI: about a minute. The figures mean nothing. */
export const QUICK = {
  connections: { count: 500, waves: 2, rounds: 1, warmUpSeconds: 0.2 },
  routes: { counts: [10], boots: 1, rounds: 1, seconds: 0.2, warmUpSeconds: 0.1 },
  saturation: { rounds: 1, seconds: 0.5, warmUpSeconds: 0.2 },
  day: { records: 86_400, looks: 20 },
  growth: {
    rounds: 1,
    seconds: 0.1,
    warmUpSeconds: 0.1,
    values: { routes: [10], rules: [5], bytes: [1024], connections: [4] },
  },
};
