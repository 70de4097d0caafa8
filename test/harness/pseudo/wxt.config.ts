import { readFileSync } from 'node:fs';
import { defineConfig } from 'wxt';
import product from '../../../wxt.config';
import { type Catalogue, pseudo } from './catalogue';

const root = new URL('../../../', import.meta.url).pathname;
const english = JSON.parse(readFileSync(`${root}assets/locales/en.json`, 'utf8')) as Catalogue;
const takesThePlaceOf = { sv: 'longer', bg: 'mirrored' } as const;

/** The product, with a longer English where Swedish is and a mirrored one where Bulgarian is. Never packed. */
export default defineConfig({
  ...product,
  root,
  outDir: 'out/pseudo',
  vite: async (env) => {
    const config = (await product.vite?.(env)) ?? {};
    const catalogues = {
      name: 'pseudo-locales',
      enforce: 'pre' as const,
      load(id: string) {
        const [, language] = /\/assets\/locales\/(sv|bg)\.json$/.exec(id) ?? [];
        if (language !== 'sv' && language !== 'bg') return null;
        return JSON.stringify(pseudo(english, takesThePlaceOf[language]));
      },
    };
    return { ...config, plugins: [catalogues, ...(config.plugins ?? [])] };
  },
});
