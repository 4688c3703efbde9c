/** One of a few, all in sight. Radios, so that arrow keys move between them. */
export function Segments<Value extends string>({
  legend,
  name,
  value,
  options,
  tone = "plain",
  onChange,
}: {
  legend: string;
  name: string;
  value: Value;
  options: readonly { value: Value; text: string; label?: string; detail?: string; tone?: "yes" | "no" }[];
  tone?: "plain" | "large";
  onChange: (value: Value) => void;
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{legend}</legend>
      <div className={tone === "large" ? "segments-large" : "segmented"}>
        {options.map((option) => (
          <label key={option.value} data-tone={option.tone}>
            <input
              type="radio"
              name={name}
              checked={value === option.value}
              aria-label={option.label ?? option.text}
              onChange={() => onChange(option.value)}
            />
            <bdi className="min-w-0 truncate">{option.text}</bdi>
            {option.detail && <span className="shrink-0 tabular-nums">{option.detail}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
