import type { Browser, Page } from 'puppeteer-core';
import { type Asked, record } from './asked-hosts';
import { launchChromium } from './chromium';
import { openDoor } from './door';
import { type BrowserKind, ensureBrowsers } from './find-browsers';
import { launchFirefox } from './firefox';

export type Media = {
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
  /** As asked for in the system's settings; Firefox knows it as forced colours only. */
  readonly moreContrast?: boolean;
  /** As it would come out on paper. */
  readonly print?: boolean;
};

/** `null` where the browser tells that a notification is shown, but not what it says. */
export type Notifications = Readonly<
  Record<string, { readonly title: string; readonly message: string } | null>
>;

/** What a person does at the browser's own controls, which no page and no protocol reaches. */
export type Gesture =
  | { readonly kind: 'typed' | 'entered'; readonly text: string }
  | { readonly kind: 'menu'; readonly item: string; readonly selection: string }
  | { readonly kind: 'keys'; readonly command: string };

/** What the address bar offers: what Enter does, and the lines below, each with the text that stands for it. */
export type Offered = {
  readonly first: string;
  readonly others: readonly { readonly content: string; readonly description: string }[];
};

/** What the popup measures and says when the toolbar button opens it. */
export type ToolbarPopup = { readonly widthPx: number; readonly heightPx: number; readonly text: string };

/** One browser with the production build installed and no network but the simulator. */
export type Driver = {
  readonly kind: BrowserKind;
  readonly browser: Browser;
  readonly extensionId: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** Opens a page of the extension in a tab, loaded; `path` may carry a query and a hash. */
  readonly openPage: (path: string) => Promise<Page>;
  /** Opens a page of the web in a tab, loaded; what it says on the console counts, as an own page's does. */
  readonly openTab: (url: string) => Promise<Page>;
  /** Lets the next real click that asks for these origins (match patterns) have them without a prompt. */
  readonly grantOrigins: (patterns: readonly string[]) => Promise<void>;
  /** Takes granted origins away, as a person does in the browser's settings. */
  readonly revokeOrigins: (patterns: readonly string[]) => Promise<void>;
  /** Says no to the next permission prompt. Absent in Chromium, whose prompt is a native dialog. */
  readonly denyNextPermission?: () => Promise<void>;
  /** Kills the background as the browser does when it idles. The next event wakes it with nothing in memory. */
  readonly stopBackground: () => Promise<void>;
  /** Loads the extension anew, as an update does: content scripts of before belong to nobody. */
  readonly reloadExtension: () => Promise<void>;
  /** Switches the extension off, as a person does in the browser's settings. */
  readonly switchOff: () => Promise<void>;
  readonly backgroundState: () => Promise<'running' | 'stopped'>;
  readonly notifications: () => Promise<Notifications>;
  readonly clickNotification: (id: string) => Promise<void>;
  /** Hands the background what the browser would tell it of a gesture; for `typed`, gives what it offers. */
  readonly gesture: (gesture: Gesture) => Promise<Offered | null>;
  readonly badge: () => Promise<string>;
  /** Errors, uncaught exceptions and CSP violations of every page and of the background since the start. */
  readonly consoleErrors: () => Promise<readonly string[]>;
  /**
   * Everything that was said on a console since the start, at any level, by pages, content scripts and the background;
   * in Firefox with what the browser says of itself.
   */
  readonly saidOnConsole: () => Promise<readonly string[]>;
  /** Holds for the pages that are open and for those that open later. */
  readonly emulate: (media: Media) => Promise<void>;
  readonly setOffline: (offline: boolean) => Promise<void>;
  readonly screenshot: (page: Page, file: string) => Promise<void>;
  /** Opens the popup itself, as the toolbar button does, waits until it shows a text, and leaves it open. */
  readonly openToolbarPopup: (shows: string) => Promise<ToolbarPopup>;
  /** Resolves once the browser is gone, whoever closed it. */
  readonly closed: Promise<void>;
  /** Ends the browser and gives who asked for which host while it ran. */
  readonly close: () => Promise<readonly Asked[]>;
};

/** Firefox says so of a page that was left or closed while it still waited for an answer. */
export const LEFT_MEANWHILE =
  /Promise (resolved|rejected) (after context unloaded|while context is inactive)/;

export type LaunchOptions = {
  /** `names`: the hosts that connections to it asked for. */
  readonly simulator: { readonly port: number; readonly spki: string; readonly names: ReadonlySet<string> };
  readonly headless?: boolean;
  /** Kept after the end; without it the profile is fresh and goes with the browser. */
  readonly profileDir?: string;
  /** The unpacked build; the one in `.output` unless stated. */
  readonly extensionDir?: string;
  readonly colorScheme?: 'light' | 'dark';
};

/** What a browser's own driver is given: the port is the door that leads to the simulator. */
export type Surroundings = Required<Pick<LaunchOptions, 'headless' | 'extensionDir'>> & {
  readonly executable: string;
  readonly port: number;
  readonly spki: string;
  readonly profileDir: string | null;
};

export type BareDriver = Omit<Driver, 'setOffline'>;

/** Where `npm run build` leaves the unpacked extension. */
export function builtExtension(kind: BrowserKind): string {
  return new URL(`../../.output/${kind === 'firefox' ? 'firefox' : 'chrome'}-mv3`, import.meta.url).pathname;
}

/** Starts a browser with the built extension; the providers' hosts lead to the simulator and no other host exists. */
export async function launch(kind: BrowserKind, options: LaunchOptions): Promise<Driver> {
  const executable = ensureBrowsers([kind])[kind];
  const door = await openDoor(options.simulator.port);
  const surroundings: Surroundings = {
    executable,
    port: door.port,
    spki: options.simulator.spki,
    headless: options.headless ?? true,
    extensionDir: options.extensionDir ?? builtExtension(kind),
    profileDir: options.profileDir ?? null,
  };
  const driver = await (kind === 'chromium' ? launchChromium : launchFirefox)(surroundings).catch(
    async (error: unknown) => {
      await door.close();
      throw error;
    },
  );
  if (options.colorScheme) await driver.emulate({ colorScheme: options.colorScheme });
  return {
    ...driver,
    setOffline: (offline) => door.setOpen(!offline),
    async close() {
      const asked = await driver.close();
      await door.close();
      const reached = [...options.simulator.names].map((host) => ({ by: 'reached', host }) as const);
      record(kind, [...asked, ...reached]);
      return asked;
    },
  };
}
