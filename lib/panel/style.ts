// Written tightly: it is part of every page's script as it stands. Inside a shadow root, important rules alone win over
// the page. A transparent border shows in forced colours. The pill is opaque, so that it reads on any ground; dark colours
// follow where the panel says that it is dark. The colours: g(round), i(nk), m(uted), r(unning), (g)o(od), l(ate), b(ad),
// and t(one), the one of the state.
export const style = `:host{all:initial!important;color-scheme:inherit!important;display:inline-flex!important;align-items:center!important;height:0!important;margin-left:8px!important;vertical-align:middle!important;contain:layout!important}
.mark{--g:#fff;--i:#1b1f24;--m:#5d6570;--r:#3358d4;--o:#1f7a4d;--l:#8f5b00;--b:#b3261e;display:flex;align-items:center;gap:6px;white-space:nowrap;font:500 12px/20px system-ui;font-variant-numeric:tabular-nums;color:var(--i);user-select:none;animation:a 1ms 100s forwards}
@supports(color:light-dark(red,red)){.mark{--g:light-dark(#fff,#1c1f24);--i:light-dark(#1b1f24,#eceef1);--m:light-dark(#5d6570,#a3abb5);--r:light-dark(#3358d4,#9db2ff);--o:light-dark(#1f7a4d,#6fd3a0);--l:light-dark(#8f5b00,#f0bf62);--b:light-dark(#b3261e,#ff9b91)}}
.beat{animation-name:b}
.pill{--t:var(--m);display:flex;align-items:center;gap:6px;padding:0 8px;border:1px solid transparent;border-radius:11px;color:var(--t);background:color-mix(in srgb,var(--t) 11%,var(--g))}
.pill::before{content:"";width:7px;height:7px;border-radius:50%;background:currentcolor;forced-color-adjust:none}
.covered{--t:var(--o)}
.overdue{--t:var(--l)}
.exposed{--t:var(--b)}
.running{--t:var(--r)}
.overdue::before{clip-path:polygon(50% 0,100% 100%,0 100%)}
.exposed::before{border-radius:0}
.spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
button{all:unset;padding:1px 8px;border:1px solid;border-color:color-mix(in srgb,var(--i) 25%,var(--g));border-radius:6px;background:var(--g);cursor:pointer}
button:hover{border-color:var(--r)}
button:focus-visible{outline:2px solid var(--r)}
button:disabled{color:var(--m);border-color:transparent;cursor:default}
[hidden]{display:none}
@keyframes a{to{visibility:hidden}}
@keyframes b{to{visibility:hidden}}
@media print{:host{display:none!important}}`;

/** What the box in the corner has on top of it. */
export const cornerStyle = `:host{position:fixed!important;z-index:2147483647!important;right:16px!important;bottom:16px!important;height:auto!important}
.mark{flex-wrap:wrap;max-width:420px;white-space:normal;margin-top:8px;padding:10px 12px;border:1px solid var(--m);border-radius:8px;background:var(--g)}`;
