import type { Overview } from '../fleet/types';
import { dated } from '../text/file-name';
import { activityTable } from './activity';
import { backupsTable } from './backups';
import { csvOf } from './csv';
import { findingsTable } from './findings';
import { jsonOf } from './json';
import { serversTable } from './servers';
import type { ExportKind, Table } from './table';

export type ExportForm = 'csv' | 'json';
export type ExportFile = { readonly name: string; readonly type: string; readonly text: string };

const tables: Readonly<Record<ExportKind, (view: Overview) => Table>> = {
  servers: serversTable,
  backups: backupsTable,
  findings: findingsTable,
  activity: activityTable,
};

/** What is known now as a file of the person's own. No key is in what pages know, and so none in it. */
export function exportOf(view: Overview, kind: ExportKind, form: ExportForm): ExportFile {
  const table = tables[kind](view);
  const name = dated(kind, view.now, form);
  return form === 'csv'
    ? { name, type: 'text/csv;charset=utf-8', text: csvOf(table) }
    : { name, type: 'application/json', text: jsonOf(table, view.now) };
}
