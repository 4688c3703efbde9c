"use client";

import "../_lib/namedLanguage.ts";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { cutText } from "../../sdk/text/cutText.ts";
import { axisRange } from "../_lib/axisRange.ts";
import { timeLabels } from "../_lib/timeLabels.ts";

export interface Line {
  name: string;
  /** A colour as CSS has it; a variable follows the theme. */
  color: string;
  dash?: number[];
  values: number[];
}

export interface Bar {
  from: number;
  to: number;
  value: number;
}

/** Something at a moment, on a line or across all of them. */
export interface Mark {
  time: number;
  /** Where on the axis; what has none is a line from top to bottom, with its text. */
  value?: number;
  color: string;
  text?: string;
}

const LABEL_HEIGHT = 16;
/** The part of the height, from the floor, that the tallest bar takes. */
const BARS = 0.22;
const LABELS = 6;
const NARROW = 480;

const NO_BARS: readonly Bar[] = [];
const NO_MARKS: readonly Mark[] = [];

const stepped = uPlot.paths.stepped?.({ align: 1 });

/**
 * Lines over time, each with its name at its end so that no colour must be told from another, over bars and under marks. A
 * picture only: whoever uses it gives a table as well.
 */
export default function LineChart({
  times,
  lines,
  bars = NO_BARS,
  marks = NO_MARKS,
  least,
  bounds,
  steps,
  format,
  axis,
  locale,
  height,
  onHover,
}: {
  times: number[];
  lines: Line[];
  /** What was traded, at its time and for how long. */
  bars?: readonly Bar[];
  marks?: readonly Mark[];
  /** What the axis spans at least, and where it ends at most. */
  least: number;
  bounds: readonly [number, number];
  /** The steps that the axis counts in, if not any round number. */
  steps?: number[];
  format: (value: number) => string;
  /** The same for the axis, if that is shorter. */
  axis?: (value: number) => string;
  locale: string;
  height: number;
  /** The index of the point below the pointer, null when there is none. */
  onHover?: (index: number | null) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef({ times, lines, bars, marks, least, bounds, steps, format, axis, onHover });
  latest.current = { times, lines, bars, marks, least, bounds, steps, format, axis, onHover };
  const chart = useRef<uPlot>(null);
  const shape = lines.map(({ name, color, dash }) => `${name}|${color}|${dash ?? ""}`).join("\n");

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` says when the lines are others; their values go in below
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const draw = () => {
      chart.current?.destroy();
      const { times, lines } = latest.current;
      const data = [times, ...lines.map(({ values }) => values)] as uPlot.AlignedData;
      chart.current = new uPlot(options(element, latest, locale, height), data, element);
    };
    draw();
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    let width = element.clientWidth;
    const size = new ResizeObserver(() => {
      if (element.clientWidth === width || element.clientWidth === 0) return;
      width = element.clientWidth;
      draw();
    });
    size.observe(element);
    return () => {
      theme.disconnect();
      size.disconnect();
      chart.current?.destroy();
      chart.current = null;
    };
  }, [shape, locale, height]);

  useEffect(() => {
    chart.current?.setData([times, ...lines.map(({ values }) => values)] as uPlot.AlignedData);
  }, [times, lines]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when they are others
  useEffect(() => chart.current?.redraw(false), [bars, marks]);

  return <div ref={place} aria-hidden style={{ height }} className="w-full overflow-hidden" />;
}

type Latest = {
  current: {
    lines: Line[];
    bars: readonly Bar[];
    marks: readonly Mark[];
    least: number;
    bounds: readonly [number, number];
    steps?: number[];
    format: (value: number) => string;
    axis?: (value: number) => string;
    onHover?: (index: number | null) => void;
  };
};

function options(element: HTMLElement, latest: Latest, locale: string, height: number): uPlot.Options {
  const style = getComputedStyle(element);
  const color = (value: string) => {
    const name = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
    return name ? style.getPropertyValue(name).trim() : value;
  };
  const soft = color("var(--soft)");
  const line = color("var(--line)");
  const font = `12px ${style.fontFamily}`;
  const width = element.clientWidth;
  const room = width < NARROW ? 84 : 128;
  const format = (value: number) => (latest.current.axis ?? latest.current.format)(value);
  return {
    width,
    height,
    tzDate: (time) => uPlot.tzDate(new Date(time * 1000), "Etc/UTC"),
    padding: [10, room, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: true },
      y: { range: (_, low, high) => axisRange(low ?? 0, high ?? 0, latest.current) },
    },
    axes: [
      {
        stroke: soft,
        font,
        grid: { show: false },
        ticks: { show: false },
        size: 28,
        space: 64,
        values: (_, splits) => timeLabels(splits, locale),
      },
      {
        stroke: soft,
        font,
        grid: { stroke: line, width: 1 },
        ticks: { show: false },
        size: 52,
        space: 44,
        ...(latest.current.steps && { incrs: latest.current.steps }),
        values: (_, splits) => splits.map(format),
      },
    ],
    series: [
      {},
      ...latest.current.lines.map((each) => ({
        stroke: color(each.color),
        width: 2,
        // a price jumps when somebody trades, and stands still until then
        ...(stepped && { paths: stepped }),
        points: { show: false },
        ...(each.dash && { dash: each.dash }),
      })),
    ],
    hooks: {
      drawAxes: [(self) => drawBars(self, latest.current.bars, soft)],
      draw: [
        (self) => drawNames(self, latest.current, room, font, color),
        (self) => drawMarks(self, latest.current.marks, { font, color, ground: color("var(--page)"), soft }),
      ],
      setCursor: [({ cursor }) => latest.current.onHover?.(cursor.idx ?? null)],
    },
  };
}

/** What was traded, from the floor up, behind the lines. */
function drawBars(self: uPlot, bars: readonly Bar[], color: string): void {
  const { ctx, bbox } = self;
  const most = Math.max(...bars.map(({ value }) => value), 0);
  if (most === 0) return;
  ctx.save();
  ctx.fillStyle = color;
  ctx.globalAlpha = 0.4;
  for (const { from, to, value } of bars) {
    const left = Math.max(self.valToPos(from, "x", true), bbox.left);
    const right = Math.min(self.valToPos(to, "x", true), bbox.left + bbox.width);
    const height = Math.max((value / most) * BARS * bbox.height, devicePixelRatio);
    if (right > left)
      ctx.fillRect(left, bbox.top + bbox.height - height, Math.max(right - left - devicePixelRatio, 2 * devicePixelRatio), height);
  }
  ctx.restore();
}

/** One's own trades as dots on their lines, and what happened to the market as dashed lines with their names. */
function drawMarks(
  self: uPlot,
  marks: readonly Mark[],
  { font, color, ground, soft }: { font: string; color: (value: string) => string; ground: string; soft: string },
): void {
  const { ctx, bbox } = self;
  const ratio = devicePixelRatio;
  let free = bbox.left;
  ctx.save();
  ctx.font = font.replace("12px", `${11 * ratio}px`);
  ctx.textBaseline = "top";
  for (const { time, value, color: own, text } of marks) {
    const x = self.valToPos(time, "x", true);
    if (x < bbox.left - 1 || x > bbox.left + bbox.width + 1) continue;
    if (value !== undefined) {
      ctx.beginPath();
      ctx.arc(x, self.valToPos(value, "y", true), 4.5 * ratio, 0, 2 * Math.PI);
      ctx.fillStyle = color(own);
      ctx.strokeStyle = ground;
      ctx.lineWidth = 2 * ratio;
      ctx.fill();
      ctx.stroke();
      continue;
    }
    ctx.strokeStyle = color(own);
    ctx.lineWidth = ratio;
    ctx.setLineDash([3 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.setLineDash([]);
    const width = ctx.measureText(text ?? "").width;
    const left = Math.max(x - width - 4 * ratio, bbox.left);
    if (!text || left < free) continue; // no name over another
    ctx.fillStyle = soft;
    ctx.fillText(text, left, bbox.top);
    free = left + width + 6 * ratio;
  }
  ctx.restore();
}

/** The name and the last value of the lines that end highest, beside their ends, none over another. */
function drawNames(
  self: uPlot,
  { lines, format }: { lines: Line[]; format: (value: number) => string },
  room: number,
  font: string,
  color: (value: string) => string,
): void {
  const { ctx, bbox } = self;
  const ratio = devicePixelRatio;
  const ends = lines
    .map((each) => ({ ...each, last: each.values.at(-1) ?? 0 }))
    .sort((a, b) => b.last - a.last)
    .slice(0, LABELS)
    .map((each) => ({ ...each, y: self.valToPos(each.last, "y", true) }));
  const gap = LABEL_HEIGHT * ratio;
  for (const [index, end] of ends.entries()) end.y = Math.max(end.y, index > 0 ? ends[index - 1].y + gap : bbox.top);
  const floor = bbox.top + bbox.height;
  for (let index = ends.length - 1; index >= 0; index -= 1) {
    ends[index].y = Math.min(ends[index].y, index < ends.length - 1 ? ends[index + 1].y - gap : floor);
  }
  ctx.save();
  ctx.font = font.replace("12px", `600 ${12 * ratio}px`);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  const x = bbox.left + bbox.width + 8 * ratio;
  for (const { name, color: own, last, y } of ends) {
    const value = format(last);
    ctx.fillStyle = color(own);
    ctx.fillText(`${shorten(ctx, name, (room - 12) * ratio - ctx.measureText(` ${value}`).width)} ${value}`, x, y);
  }
  ctx.restore();
}

function shorten(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  let kept = text;
  for (let most = text.length - 1; most > 0 && ctx.measureText(kept).width > room; most--) kept = cutText(text, most);
  return kept;
}
