"""What is seen: one screen, one file, one class. Qt lives here and in `app`, nowhere else."""
