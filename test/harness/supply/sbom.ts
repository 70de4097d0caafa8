import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { billOfMaterials } from './bill';
import { root } from './packages';

const bill = billOfMaterials();
const file = join('out', 'sbom.cdx.json');
mkdirSync(join(root, 'out'), { recursive: true });
writeFileSync(join(root, file), `${JSON.stringify(bill, null, 2)}\n`);
console.log(`${file} lists the ${bill.components.length} packages that ship.`);
