import type { Page } from 'puppeteer-core';
import type { Simulator } from '../../simulator/simulator';
import type { NewAccount } from '../acts';
import type { Driver } from '../driver';

export type Size = { readonly width: number; readonly height: number };

export type Around = {
  readonly driver: Driver;
  readonly simulator: Simulator;
  /** The settings, open all the time: for what a person does elsewhere. */
  readonly home: Page;
};

/** What a scene's steps may use. They find things by `t`, which speaks the language that the page is in. */
export type Backstage = Around & {
  /** The page that is looked at. */
  readonly page: Page;
};

/** Below the extension's own address, or a whole address of the web. */
export type Path = string | ((around: Around) => string | Promise<string>);

/** One page in one state. */
export type Scene = {
  readonly page: string;
  readonly state: string;
  /** Where the page is; `<page>.html` unless stated. */
  readonly path?: Path;
  readonly size?: Size;
  /** The picture is of the whole page, not of what has room. */
  readonly whole?: boolean;
  /** What the page says once it can be used. */
  readonly shows: () => string | RegExp;
  /** Changes the fleet, once, in English; on the same page unless `onceAt` names another, which is not waited for. */
  readonly once?: (backstage: Backstage) => Promise<void>;
  readonly onceAt?: Path;
  /** From the page as it opens to the state, in each language anew. */
  readonly steps?: (backstage: Backstage) => Promise<void>;
};

/** Scenes of one fleet in one browser. */
export type Play = {
  readonly name: string;
  readonly prepare: (simulator: Simulator) => void;
  readonly accounts: readonly NewAccount[];
  readonly scenes: readonly Scene[];
  /** A scene needs what those before it did: they are played too where it alone is wanted. */
  readonly inOrder?: boolean;
};

export const nameOf = ({ page, state }: Scene): string => `${page}-${state}`;

export const POPUP: Size = { width: 400, height: 600 };
export const WINDOW: Size = { width: 1024, height: 768 };
