import "./style/tokens.css";
import "./style/base.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { startTheme } from "./theme.ts";

startTheme();
// The router handles only paths below /console.
if (!location.pathname.startsWith("/console")) history.replaceState(null, "", "/console/overview");
const place = document.getElementById("console");
if (place !== null) createRoot(place).render(<App />);
