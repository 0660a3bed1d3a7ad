// What every page gets on top of working HTML: each behaviour is one small module.
import "./error-summary.js";
import "./idle.js";
import "./render-state.js";
import "./scrollable-tables.js";
