const USES = /^\s*(?:-\s*)?uses:\s*(.+)$/;
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** Each line of a workflow that lets in code which may change, or leaves it more rights than reading. */
export function weakLines(workflow: string): readonly string[] {
  const lines = workflow.split('\n');
  const loose = lines.flatMap((line) => {
    const used = USES.exec(line)?.[1]?.trim();
    return used === undefined || PINNED.test(used) ? [] : [`not pinned: ${used}`];
  });
  const rights = lines.filter((line) => /^\s*[\w-]+:\s*write\b/.test(line));
  return [
    ...loose,
    ...rights.map((line) => `may write: ${line.trim()}`),
    ...(/^permissions:\n {2}contents: read\n(?! )/m.test(workflow)
      ? []
      : ['states no rights for all its jobs']),
    ...keepsCredentials(lines),
  ];
}

function keepsCredentials(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line, index) => {
    if (!line.includes('uses: actions/checkout@')) return [];
    const indent = line.search(/\S/);
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((other) => other.trim() !== '' && other.search(/\S/) <= indent);
    const step = end === -1 ? rest : rest.slice(0, end);
    return step.some((other) => other.trim() === 'persist-credentials: false')
      ? []
      : ['keeps its credentials'];
  });
}
