// Runs before the first paint, so that a dark console does not flash white. A file of its own because the page allows no inline scripts.
try {
  const theme = localStorage.getItem('theme') ?? 'system'
  if (theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)) document.documentElement.classList.add('dark')
} catch {
  // storage is off: the light theme stays
}
