#!/usr/bin/env python3
"""Makes the demo clips of Xingtan: slides, narration, captions, posters and index.json.

Needs (Debian): python3-pil python3-yaml fonts-wqy-microhei espeak-ng ffmpeg nodejs; `npm install` here once.
Usage: make_clips.py OUTPUT_DIRECTORY [CLIP_NAME ...]

The texts stand in content/*.yaml. Narration: espeak-ng speaks pinyin, because its own reading of Chinese
characters is not reliable; pinyin.mjs derives the pinyin, readings.json holds corrections.
"""
import json, math, random, subprocess, sys, tempfile, wave
from pathlib import Path

import yaml
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
FONT = '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc'
WIDTH, HEIGHT, FPS, RATE = 640, 360, 5, 22050
INK, APRICOT, PAPER, TEXT, MUTED = '#1f3a5f', '#e8a15c', '#fdfaf4', '#2b2f36', '#6a707a'
SPEEDS = range(205, 144, -5)             # words per minute for espeak-ng, quickest first
TARGET = {'winter': 39, 'mind': 33}      # seconds to come near to
LEAST = {'winter': 30, 'mind': 30}
PAUSE, TAIL = 0.45, 0.6                  # silence after a slide, and at the end


def font(size):
    return ImageFont.truetype(FONT, size)


def fitting(text, size, width):
    """The largest font, from this size down, in which the text is not wider than that."""
    while font(size).getlength(text) > width:
        size -= 1
    return font(size)


def blossom(image, cx, cy, size):
    """Apricot blossom: five petals round an ink-blue heart, drawn large and reduced for smooth edges."""
    r, x, y = size * 4, size * 4.4, size * 4.4
    large = Image.new('RGB', (round(size * 8.8), round(size * 8.8)), PAPER)
    draw = ImageDraw.Draw(large)
    for i in range(5):
        a = math.radians(-90 + 72 * i)
        px, py = x + r * 0.62 * math.cos(a), y + r * 0.62 * math.sin(a)
        draw.ellipse([px - r * 0.42, py - r * 0.42, px + r * 0.42, py + r * 0.42], fill=APRICOT)
    draw.ellipse([x - r * 0.26, y - r * 0.26, x + r * 0.26, y + r * 0.26], fill=INK)
    small = large.resize((large.width // 4, large.height // 4), Image.LANCZOS)
    image.paste(small, (round(cx - small.width / 2), round(cy - small.height / 2)))


def canvas():
    big = Image.new('RGB', (WIDTH, HEIGHT), PAPER)
    return big, ImageDraw.Draw(big)


def title_card(clip):
    image, draw = canvas()
    draw.rectangle([0, 0, WIDTH, 8], fill=INK)
    blossom(image, WIDTH / 2, 92, 44)
    face = fitting(clip['title'], 46, WIDTH - 70)
    draw.text((WIDTH / 2, 184), clip['title'], font=face, fill=INK, anchor='mm', stroke_width=1, stroke_fill=INK)
    draw.line([WIDTH / 2 - 60, 222, WIDTH / 2 + 60, 222], fill=APRICOT, width=4)
    draw.text((WIDTH / 2, 254), clip['section'], font=fitting(clip['section'], 24, WIDTH - 70), fill=TEXT, anchor='mm')
    draw.text((WIDTH / 2, 290), clip['titleEn'], font=fitting(clip['titleEn'], 18, WIDTH - 70), fill=MUTED, anchor='mm')
    return image


def slide(clip, number, heading, lines):
    image, draw = canvas()
    draw.rectangle([0, 0, WIDTH, 44], fill=INK)
    draw.text((32, 22), clip['title'], font=fitting(clip['title'], 22, WIDTH - 130), fill='#ffffff', anchor='lm')
    draw.text((WIDTH - 32, 22), '%d / %d' % (number, len(clip['slides'])), font=font(20), fill=APRICOT, anchor='rm')
    draw.ellipse([32, 76, 84, 128], fill=APRICOT)
    draw.text((58, 102), str(number), font=font(32), fill=INK, anchor='mm', stroke_width=1, stroke_fill=INK)
    draw.text((102, 102), heading, font=fitting(heading, 42, WIDTH - 134), fill=INK, anchor='lm', stroke_width=1, stroke_fill=INK)
    size = min(fitting(line, 34, WIDTH - 134).size for line in lines)
    y = 182
    for line in lines:
        draw.ellipse([62, y - 5, 72, y + 5], fill=APRICOT)
        draw.text((102, y), line, font=font(size), fill=TEXT, anchor='lm')
        y += 66
    return image


def footline(image, part):
    """A copy of the slide with the progress line filled up to this part."""
    image = image.copy()
    draw = ImageDraw.Draw(image)
    draw.rectangle([32, 334, WIDTH - 32, 340], fill='#e9e4da')
    draw.rectangle([32, 334, 32 + (WIDTH - 64) * part, 340], fill=APRICOT)
    return image


def sentence(heading, lines):
    return heading + '，' + '，'.join(lines) + '。'


def speak(pinyin, speed):
    """Spoken samples without the silence at both ends."""
    with tempfile.NamedTemporaryFile(suffix='.wav') as file:
        subprocess.run(['espeak-ng', '-v', 'cmn-latn-pinyin', '-s', str(speed), '-p', '42', '-a', '80',
                        '-w', file.name, pinyin], check=True)
        with wave.open(file.name) as sound:
            assert sound.getframerate() == RATE and sound.getsampwidth() == 2
            data = memoryview(sound.readframes(sound.getnframes())).cast('h')
    loud = [i for i in range(0, len(data), 64) if abs(data[i]) > 150]
    return bytes(data[max(0, loud[0] - 1500):loud[-1] + 2500].cast('B'))


def silence(seconds):
    return b'\0\0' * round(seconds * RATE)


def narrate(clip, readings):
    """Voice of each slide, with the speed which brings the clip nearest to its target length."""
    texts = [clip['title'] + '。'] + [sentence(h, ls) for h, ls, _ in clip['slides']]
    best = None
    for speed in SPEEDS:
        voices = [speak(readings[text], speed) + silence(PAUSE) for text in texts]
        voices[0] = silence(0.4) + voices[0] + silence(0.3)
        voices[-1] += silence(TAIL)
        length = sum(map(len, voices)) / 2 / RATE
        distance = abs(length - TARGET[clip['topic']])
        if best is None or distance < best[0]:
            best = (distance, speed, voices)
        if length > TARGET[clip['topic']]:
            break
    return best[1], voices_on_frames(best[2], LEAST[clip['topic']]), texts


def voices_on_frames(voices, least):
    """Lengthens every voice to whole frames, and the last one to a little more than whole seconds."""
    step = RATE // FPS
    voices = [v + b'\0\0' * (-(len(v) // 2) % step) for v in voices]
    frames = sum(map(len, voices)) // 2 // step
    wanted = max(frames, least * FPS + 1)
    if wanted % FPS == 0:
        wanted += 1                      # a safe fifth of a second beyond the whole second
    voices[-1] += b'\0\0' * ((wanted - frames) * step)
    return voices


def stamp(seconds):
    return '%02d:%02d:%06.3f' % (seconds // 3600, seconds % 3600 // 60, seconds % 60)


def captions(path, cues):
    blocks = ['%s --> %s\n%s\n' % (stamp(a), stamp(b), text) for a, b, text in cues]
    path.write_text('WEBVTT\n\n' + '\n'.join(blocks), encoding='utf-8')


def duration(path, stream=None):
    what = ['-select_streams', stream, '-show_entries', 'stream=duration'] if stream else ['-show_entries', 'format=duration']
    return float(subprocess.run(['ffprobe', '-v', 'error', *what, '-of', 'csv=p=0', path],
                                check=True, capture_output=True, text=True).stdout)


def film(path, images, voices):
    step = RATE // FPS
    frames = [len(v) // 2 // step for v in voices]
    with tempfile.NamedTemporaryFile(suffix='.wav') as file:
        with wave.open(file.name, 'wb') as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(RATE)
            sound.writeframes(b''.join(voices))
        coder = subprocess.Popen(
            ['ffmpeg', '-v', 'error', '-y', '-threads', '1',
             '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', '%dx%d' % (WIDTH, HEIGHT), '-r', str(FPS), '-i', '-', '-i', file.name,
             '-c:v', 'libx264', '-profile:v', 'main', '-bf', '0', '-pix_fmt', 'yuv420p', '-preset', 'slow', '-tune', 'stillimage',
             '-crf', '30', '-g', str(FPS * 20), '-c:a', 'aac', '-b:a', '22k', '-ac', '1', '-ar', str(RATE),
             '-map_metadata', '-1', '-fflags', '+bitexact', '-movflags', '+faststart', path], stdin=subprocess.PIPE)
        done, total = 0, sum(frames)
        for image, count in zip(images, frames):
            for _ in range(count):
                done += 1
                coder.stdin.write(footline(image, done / total).tobytes())
        coder.stdin.close()
        assert coder.wait() == 0


def poster(path, image):
    image = image.resize((WIDTH * 3 // 4, HEIGHT * 3 // 4), Image.LANCZOS)
    for quality in range(86, 40, -6):
        image.save(path, quality=quality, optimize=True, progressive=True)
        if path.stat().st_size <= 15000:
            return
    raise AssertionError(path)


def question(clip, item):
    """The question as a JSON object; options are shuffled, always in the same way."""
    kind, text = item[0], item[1]
    order = random.Random(clip['name'] + text)
    base = {'kind': kind, 'text': text}
    if kind == 'TRUE_FALSE':
        return base | {'options': ['正确', '错误'], 'key': [0 if item[2] else 1], 'explanation': item[3]}
    if kind == 'FILL':
        assert text.count('____') == 1
        return base | {'key': item[2], 'explanation': item[3]}
    if kind == 'MATCHING':
        options, targets, key, explanation = item[2:]
        assert len(options) == len(targets) == 3 and sorted(key) == [0, 1, 2]
        places = order.sample(range(3), 3)
        return base | {'options': options, 'targets': [targets[p] for p in places],
                       'key': [places.index(k) for k in key], 'explanation': explanation}
    options, key, explanation = item[2:]
    assert len(options) == (4 if kind == 'SINGLE' else 3) and (len(key) == 1 if kind == 'SINGLE' else len(key) >= 2)
    places = order.sample(range(len(options)), len(options))
    return base | {'options': [options[p] for p in places],
                   'key': sorted(places.index(k) for k in key), 'explanation': explanation}


def make(clip, readings, out):
    speed, voices, texts = narrate(clip, readings)
    images = [title_card(clip)] + [slide(clip, i + 1, h, ls) for i, (h, ls, _) in enumerate(clip['slides'])]
    path = out / (clip['name'] + '.mp4')
    film(path, images, voices)
    poster(out / (clip['name'] + '.jpg'), images[0])
    english = [clip['titleEn'] + '.'] + [en for _, _, en in clip['slides']]
    at, zh, en = 0.0, [], []
    for voice, text, translation in zip(voices, texts, english):
        end = at + len(voice) / 2 / RATE
        zh.append((at, end - 0.1, text))
        en.append((at, end - 0.1, translation))
        at = end
    captions(out / (clip['name'] + '.zh.vtt'), zh)
    captions(out / (clip['name'] + '.en.vtt'), en)
    print('%s %.2f s (audio %.2f, video %.2f), %d bytes, speed %d' % (clip['name'], duration(path), duration(path, 'a:0'),
          duration(path, 'v:0'), path.stat().st_size, speed), flush=True)


def in_parts(path):
    """Turns a film into one fragmented MP4 and, beside it, the HLS playlist of its byte ranges; the lesson serves it as "media"."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(['ffmpeg', '-v', 'error', '-i', path.resolve(), '-c', 'copy', '-f', 'hls', '-hls_time', '6', '-hls_playlist_type', 'vod',
                        '-hls_segment_type', 'fmp4', '-hls_flags', 'single_file', '-hls_segment_filename', 'media', 'list.m3u8'],
                       cwd=folder, check=True)
        path.write_bytes((Path(folder) / 'media').read_bytes())
        path.with_suffix('.m3u8').write_bytes((Path(folder) / 'list.m3u8').read_bytes())


def main():
    out, only = Path(sys.argv[1]), sys.argv[2:]
    out.mkdir(parents=True, exist_ok=True)
    clips = []
    for topic in ('winter', 'mind'):
        for clip in yaml.safe_load((HERE / 'content' / (topic + '.yaml')).read_text(encoding='utf-8')):
            clips.append(clip | {'topic': topic})
    texts = [t for c in clips for t in [c['title'] + '。'] + [sentence(h, ls) for h, ls, _ in c['slides']]]
    readings = json.loads(subprocess.run(['node', HERE / 'pinyin.mjs'], input=json.dumps(texts), check=True,
                                         capture_output=True, text=True).stdout)
    for clip in clips:
        if not only or clip['name'] in only:
            make(clip, readings, out)
            if clip.get('hls'):
                in_parts(out / (clip['name'] + '.mp4'))
    index = []
    for clip in clips:
        path = out / (clip['name'] + '.mp4')
        if path.exists():
            length = min(duration(path, 'a:0'), duration(path, 'v:0'))
            index.append({'name': clip['name'], 'title': clip['title'], 'titleEn': clip['titleEn'], 'seconds': math.floor(length),
                          'bytes': path.stat().st_size, 'summary': clip['summary'],
                          'questions': [question(clip, q) for q in clip['questions']]}
                         | ({'asked': [{'second': second, 'question': question(clip, q)} for second, q in clip['asked']]} if 'asked' in clip else {}))
    (out / 'index.json').write_text(json.dumps(index, ensure_ascii=False, indent=1) + '\n', encoding='utf-8')


main()
