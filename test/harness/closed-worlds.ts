import type { CDPSession, Page } from 'puppeteer-core';
import type { Driver } from './driver';
import { connectionOf } from './privileged';

/**
 * The closed shadow roots of a page's own document, in the order of the document, nested ones after the root that
 * they are in. `run` runs the body of a function of `roots` in a world beside the page's own scripts.
 */
export type ClosedWorld = { readonly run: (body: string) => Promise<unknown> };

/** Throws `RootsGone` where the page took a root away meanwhile. */
export function closedWorld(driver: Driver, page: Page): Promise<ClosedWorld> {
  return driver.kind === 'chromium' ? inChromium(page) : inFirefox(driver, page);
}

/** The page changed while it was looked at; who looks again sees it as it is. */
export class RootsGone extends Error {}

const WORLD = 'harness';

type CdpNode = {
  readonly backendNodeId: number;
  readonly shadowRootType?: string;
  readonly shadowRoots?: readonly CdpNode[];
  readonly children?: readonly CdpNode[];
};

const sessions = new WeakMap<Page, CDPSession>();

async function inChromium(page: Page): Promise<ClosedWorld> {
  const session = sessions.get(page) ?? (await page.createCDPSession());
  sessions.set(page, session);
  await session.send('Runtime.releaseObjectGroup', { objectGroup: WORLD });
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const { frameTree } = await session.send('Page.getFrameTree');
  const frameId = frameTree.frame.id;
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId,
    worldName: WORLD,
  });
  const roots = await Promise.all(
    [...closedBelow(root)].map(async ({ backendNodeId }) => {
      const wanted = { backendNodeId, executionContextId, objectGroup: WORLD };
      const { object } = await session.send('DOM.resolveNode', wanted).catch(goneIf(/No node/));
      return { objectId: object.objectId ?? '' };
    }),
  );
  return {
    async run(body) {
      const { result, exceptionDetails } = await session
        .send('Runtime.callFunctionOn', {
          functionDeclaration: `function (...roots) { ${body} }`,
          executionContextId,
          arguments: roots,
          returnByValue: true,
        })
        .catch(goneIf(/Could not find object|Cannot find context/));
      if (exceptionDetails) {
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      return result.value as unknown;
    },
  };
}

/** Frames are left out: they are documents of their own. The browser's own roots (of inputs, say) are not `closed`. */
function* closedBelow(node: CdpNode): Generator<CdpNode> {
  for (const root of node.shadowRoots ?? []) {
    if (root.shadowRootType === 'closed') yield root;
    yield* closedBelow(root);
  }
  for (const child of node.children ?? []) yield* closedBelow(child);
}

type BidiRoot = { readonly sharedId: string; readonly value: { readonly mode: string } };
type BidiNodes = { readonly nodes: readonly { readonly value: { readonly shadowRoot?: BidiRoot | null } }[] };
type BidiAnswer =
  | { readonly type: 'success'; readonly result: { readonly value: string } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };

async function inFirefox(driver: Driver, page: Page): Promise<ClosedWorld> {
  const connection = connectionOf(driver.browser);
  const context = (page.mainFrame() as unknown as { readonly _id: string })._id;

  async function below(start: string | null): Promise<readonly BidiRoot[]> {
    const { result } = (await connection
      .send('browsingContext.locateNodes', {
        context,
        locator: { type: 'css', value: '*' },
        serializationOptions: { maxDomDepth: 0, includeShadowTree: 'all' },
        ...(start === null ? {} : { startNodes: [{ sharedId: start }] }),
      })
      .catch(goneIf(/no such node/))) as { result: BidiNodes };
    const found: BidiRoot[] = [];
    for (const { value } of result.nodes) {
      if (value.shadowRoot) found.push(value.shadowRoot, ...(await below(value.shadowRoot.sharedId)));
    }
    return found;
  }

  const roots = (await below(null)).filter(({ value }) => value.mode === 'closed');
  return {
    async run(body) {
      const { result } = (await connection
        .send('script.callFunction', {
          functionDeclaration: `(...roots) => JSON.stringify((() => { ${body} })() ?? null)`,
          arguments: roots.map(({ sharedId }) => ({ sharedId })),
          target: { context, sandbox: WORLD },
          awaitPromise: false,
        })
        .catch(goneIf(/no such node|stale|detached/))) as { result: BidiAnswer };
      if (result.type === 'exception')
        throw new Error(`in the closed roots: ${result.exceptionDetails.text}`);
      return JSON.parse(result.result.value) as unknown;
    },
  };
}

function goneIf(pattern: RegExp): (error: unknown) => never {
  return (error) => {
    throw pattern.test(String(error)) ? new RootsGone(String(error)) : error;
  };
}
