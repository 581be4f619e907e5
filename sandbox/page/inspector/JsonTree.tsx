interface Props {
  label: string;
  value: unknown;
  depth: number;
}

const OPEN_DEPTH = 1;

/** JSON that opens level by level. */
export function JsonTree({ label, value, depth }: Props) {
  if (typeof value !== 'object' || value === null) return <Leaf label={label} value={value} />;
  const entries = Object.entries(value);
  const isArray = Array.isArray(value);
  return (
    <details className="json" open={depth < OPEN_DEPTH}>
      <summary>
        <span className="json-key">{label}</span>{' '}
        <span className="json-size">{isArray ? `[${entries.length}]` : `{${entries.length}}`}</span>
      </summary>
      <div className="json-inside">
        {entries.map(([key, inner]) => (
          <JsonTree key={key} label={key} value={inner} depth={depth + 1} />
        ))}
      </div>
    </details>
  );
}

function Leaf({ label, value }: { label: string; value: unknown }) {
  return (
    <div className="json-leaf">
      <span className="json-key">{label}</span>{' '}
      <span className={`json-${value === null ? 'null' : typeof value}`}>{JSON.stringify(value)}</span>
    </div>
  );
}
