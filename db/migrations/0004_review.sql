-- Conflicts, second entries, assignment.
SELECT 1;
