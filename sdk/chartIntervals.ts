/** Lengths of a chart's candles, in seconds, by the name that the API and the page give them. */
export const CHART_INTERVALS = { "5m": 300, "1h": 3_600, "1d": 86_400 } as const;

export type ChartInterval = keyof typeof CHART_INTERVALS;
