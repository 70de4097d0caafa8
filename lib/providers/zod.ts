import { z } from 'zod';

// Zod compiles schemas with `new Function` where it may; trying is already a violation under an extension's CSP.
z.config({ jitless: true });

export { z };
