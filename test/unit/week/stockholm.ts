/** Imported before everything else: what is said of days and hours is said in the person's own zone. */
process.env.TZ = 'Europe/Stockholm';
